package io.propensity.job;

import java.io.PrintStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people see how far a step is. */
interface ProgressDisplay {

  /** How long it is from one line to the next. */
  Duration pause();

  void show(String line);

  /** The step is over. */
  void end();

  /** A line that takes the place of the one before, every second. */
  record Terminal(PrintStream screen) implements ProgressDisplay {

    private static final String TO_THE_LEFT = "\r";
    private static final String CLEAR_THE_REST = "\u001b[K";

    @Override
    public Duration pause() {
      return Duration.ofSeconds(1);
    }

    @Override
    public void show(String line) {
      screen.print(TO_THE_LEFT + line + CLEAR_THE_REST);
      screen.flush();
    }

    @Override
    public void end() {
      show("");
    }
  }

  /** Lines of the log, one every ten seconds. */
  record Log() implements ProgressDisplay {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    @Override
    public Duration pause() {
      return Duration.ofSeconds(10);
    }

    @Override
    public void show(String line) {
      LOG.info(line);
    }

    @Override
    public void end() {
      // What was logged stays.
    }
  }
}
