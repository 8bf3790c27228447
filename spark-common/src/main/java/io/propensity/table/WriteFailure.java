package io.propensity.table;

import io.propensity.run.StorageException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why rows could not be written, as far as the causes of an exception tell. */
public final class WriteFailure {

  private static final Pattern FULL =
      Pattern.compile(
          "no space left on device|disk quota|quota is exceeded|not enough space",
          Pattern.CASE_INSENSITIVE);

  private WriteFailure() {}

  /** The refusal of a disk that is full; empty when the writing failed in any other way. */
  public static Optional<StorageException> of(Throwable failure, String target) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (FULL.matcher(String.valueOf(cause.getMessage())).find()) {
        return Optional.of(
            new StorageException(
                "There is no room to write %s: free some, or name another place"
                    .formatted(target.replaceFirst("^file:/+", "/")),
                failure));
      }
    }
    return Optional.empty();
  }
}
