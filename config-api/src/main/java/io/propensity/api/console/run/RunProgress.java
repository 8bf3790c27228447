package io.propensity.api.console.run;

import io.propensity.api.console.Shown;
import io.propensity.api.console.chart.Numbers;
import io.propensity.api.run.Run;
import io.propensity.report.StepProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, in words.
 *
 * @param done tasks that are done, of {@code tasks}; the latter is 0 where they are not known
 */
record RunProgress(String step, int done, int tasks, String details) {

  /** Null once the run is over. */
  static @Nullable RunProgress of(Run run, Instant now) {
    return switch (run.state()) {
      case QUEUED -> new RunProgress("Waits for its turn", 0, 0, "");
      case RUNNING -> running(run, now);
      case SUCCEEDED, FAILED, CANCELLED -> null;
    };
  }

  private static RunProgress running(Run run, Instant now) {
    StepProgress progress = run.progress();
    String otherwise = progress == null ? "Under way" : progress.step();
    return new RunProgress(
        run.cancelRequested() ? "Is being ended" : otherwise,
        progress == null ? 0 : progress.tasksDone(),
        progress == null ? 0 : progress.tasks(),
        details(run, now));
  }

  private static String details(Run run, Instant now) {
    List<String> details = new ArrayList<>();
    StepProgress progress = run.progress();
    if (progress != null) {
      if (progress.tasks() > 0) {
        details.add(
            "%s of %s tasks"
                .formatted(
                    Numbers.grouped(progress.tasksDone()), Numbers.grouped(progress.tasks())));
      }
      if (progress.rows() > 0) {
        details.add(Numbers.grouped(progress.rows()) + " rows read");
      }
      Double left = progress.secondsLeft();
      if (left != null) {
        details.add("about %s left".formatted(Numbers.seconds(left)));
      }
    }
    if (run.startedAt() != null) {
      details.add(Shown.AS_TEXT.between(run.startedAt(), now) + " so far");
    }
    return String.join(" · ", details);
  }
}
