package io.propensity.api.console.run;

import io.propensity.api.console.chart.Numbers;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a run's page tells of the run itself.
 *
 * @param progress null once it is over
 * @param ended how its process ended and what to do, null while it runs or where nobody knows
 * @param snapshots of tables that it read or wrote, by name
 */
record RunPage(
    RunRow row,
    int attempt,
    String launcher,
    @Nullable Integer revision,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable RunProgress progress,
    @Nullable Ended ended,
    List<Named> options,
    List<Named> snapshots,
    String reportLocation,
    boolean cancelRequested,
    boolean canBeCancelled,
    boolean canBeRetried) {

  /** A name and its value. */
  record Named(String name, String value) {}

  /**
   * How a run's process ended.
   *
   * @param code empty where it has none
   * @param meaning of the code, and what to do about it
   * @param message the job's own last words
   */
  record Ended(String code, String meaning, String message) {}

  RunPage {
    options = List.copyOf(options);
    snapshots = List.copyOf(snapshots);
  }

  /**
   * @param names of campaigns by their numbers
   */
  static RunPage of(Run run, Instant now, Map<Long, String> names) {
    return new RunPage(
        RunRow.of(run, now, names),
        run.attempt(),
        run.isByHand() ? "" : String.valueOf(run.launcher()),
        run.campaignRevision(),
        run.startedAt(),
        run.finishedAt(),
        RunProgress.of(run, now),
        ended(run),
        named(run.options()),
        named(Objects.requireNonNullElse(run.snapshots(), Map.of())),
        Objects.requireNonNullElse(run.reportLocation(), ""),
        run.cancelRequested(),
        canBeCancelled(run),
        canBeRetried(run));
  }

  private static @Nullable Ended ended(Run run) {
    boolean nothing = run.exitCode() == null && run.message() == null;
    boolean well = run.state() == RunStatus.SUCCEEDED && run.message() == null;
    return !run.state().isOver() || nothing || well
        ? null
        : new Ended(
            run.exitCode() == null ? "" : Numbers.grouped(run.exitCode()),
            Objects.requireNonNullElse(run.meaning(), ""),
            Objects.requireNonNullElse(run.message(), ""));
  }

  private static boolean canBeCancelled(Run run) {
    return !run.state().isOver() && !run.cancelRequested();
  }

  private static boolean canBeRetried(Run run) {
    return !run.isByHand()
        && (run.state() == RunStatus.FAILED || run.state() == RunStatus.CANCELLED);
  }

  private static List<Named> named(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> new Named(entry.getKey(), String.valueOf(entry.getValue())))
        .toList();
  }
}
