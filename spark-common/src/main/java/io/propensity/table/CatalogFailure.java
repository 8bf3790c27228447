package io.propensity.table;

import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import io.propensity.run.UnavailableException;
import java.util.Optional;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;

/** What a REST catalog did not do, as far as the causes of an exception tell. */
final class CatalogFailure {

  private CatalogFailure() {}

  /** The refusal that fits; empty when the failure is another. */
  static Optional<JobException> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotAuthorizedException || cause instanceof ForbiddenException) {
        return Optional.of(
            new ConfigurationException(
                "The table catalog lets this process not in: %s. Name a token, or credentials, that may read and write there under catalog.secrets in the environment file"
                    .formatted(reason(cause)),
                failure));
      }
      if (isUnanswered(cause)) {
        return Optional.of(
            new UnavailableException(
                "The table catalog did not answer as it should: %s. Run again when it does"
                    .formatted(reason(cause)),
                failure));
      }
    }
    return Optional.empty();
  }

  /** Its client says so in no class of its own when nothing came back. */
  private static boolean isUnanswered(Throwable cause) {
    return cause instanceof ServiceFailureException
        || cause instanceof ServiceUnavailableException
        || cause.getClass() == RESTException.class;
  }

  private static String reason(Throwable failure) {
    String reason = "it gave no reason";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        reason = cause.getMessage();
      }
    }
    return reason.strip().lines().findFirst().orElse(reason).replaceFirst("\\.?\\s*$", "");
  }
}
