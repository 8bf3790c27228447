package io.propensity.table;

import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a table again when another run replaced it underneath. */
public final class Reread {

  private static final Logger LOG = LoggerFactory.getLogger(Reread.class);
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private Reread() {}

  /** The result of {@code reading}, which opens the table each time that it is called. */
  public static <T> T whenReplaced(Supplier<T> reading) {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.get();
      } catch (Exception e) { // Spark throws checked exceptions that no signature names.
        if (attempt == ATTEMPTS || !hasVanished(e)) {
          throw e;
        }
        LOG.info("Reading the table again: it was replaced while it was read");
        pause();
      }
    }
  }

  private static boolean hasVanished(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof FileNotFoundException
          || message.contains("FILE_NOT_EXIST")
          || message.contains("PATH_NOT_FOUND")) {
        return true;
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
