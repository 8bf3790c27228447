package io.propensity.table;

import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a table again when another run replaced it underneath. */
public final class Reread {

  private static final Logger LOG = LoggerFactory.getLogger(Reread.class);
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Reread() {}

  /**
   * The result of {@code reading}, which opens the table each time that it is called. What it
   * refuses itself stays refused, and is not tried again.
   *
   * @throws ContractException when a file of the table is broken
   */
  public static <T> T whenReplaced(Supplier<T> reading) {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.get();
      } catch (JobException e) {
        throw e;
      } catch (Exception e) { // Spark throws checked exceptions that no signature names.
        Optional<ContractException> broken = ReadFailure.brokenFile(e);
        if (broken.isPresent()) {
          throw broken.get();
        }
        if (attempt == ATTEMPTS || !ReadFailure.isOfVanishedFile(e)) {
          throw e;
        }
        LOG.info("Reading the table again: it was replaced while it was read");
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
