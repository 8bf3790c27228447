package io.propensity.api.run;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.NotNowException;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where the last lines of a run's log are: with its launcher, and in the database once it is over.
 */
@Component
public class RunLogs {

  private static final String REMOVED =
      "(The log is not here any more, or with another instance of the service; its last lines"
          + " were:)\n";

  private static final long RETRY_SECONDS = 10;

  private final Runs runs;
  private final Launcher launcher;

  RunLogs(Runs runs, Launcher launcher) {
    this.runs = runs;
    this.launcher = launcher;
  }

  /** Empty while nothing was logged. */
  public String of(Run run, int lines) {
    if (run.isByHand()) {
      throw ProblemException.notFound(
          "Run %s was started by hand: its log is where it was started".formatted(run.runId()));
    }
    List<String> here = here(run, lines);
    if (!here.isEmpty()) {
      return text(here);
    }
    List<String> kept = runs.logTail(run.runId()).lines().toList();
    return kept.isEmpty()
        ? ""
        : REMOVED + text(kept.subList(Math.max(0, kept.size() - lines), kept.size()));
  }

  private List<String> here(Run run, int lines) {
    try {
      return launcher.log(run.runId(), run.attempt(), lines);
    } catch (NotNowException later) {
      if (run.state().isOver()) {
        return List.of(); // its last lines were kept
      }
      throw ProblemException.unavailable(
          "The log of run %s cannot be read for now: %s".formatted(run.runId(), later.getMessage()),
          RETRY_SECONDS);
    }
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
