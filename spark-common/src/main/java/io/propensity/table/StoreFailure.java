package io.propensity.table;

import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UnavailableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What a store that is reached over a network did not do, as far as the causes of an exception
 * tell. Connectors are known by the names of their classes: none of them need be among Spark's
 * jars.
 */
public final class StoreFailure {

  private static final Pattern LOCATION =
      Pattern.compile("\\b(?:s3a|gs|abfss?|hdfs|viewfs)://[^\\s:,;'\"()\\]]+");

  /** What connectors and their clients throw, or Spark says in words of what a task has thrown. */
  private static final Pattern UNANSWERED =
      Pattern.compile(
          "\\bfs\\.s3a\\.AWS(?:ServiceThrottled|Status500|ApiCallTimeout|NoResponse)Exception\\b"
              + "|\\bawssdk\\.core\\.exception\\.ApiCall(?:Attempt)?TimeoutException\\b|\\bawssdk\\.core\\.exception\\.SdkClientException:"
              + " Unable to execute HTTP request");

  /** An answer that ends before its end, as HTTP clients say it. */
  private static final Pattern BROKEN =
      Pattern.compile(
          "Connection closed prematurely|Premature E(?:OF|nd)"
              // which decompressors say of a file that is cut short
              + "|Unexpected end(?! of (?:ZLIB )?input stream)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNABLE =
      Pattern.compile("\\bfs\\.s3a\\.AWSUnsupportedFeatureException\\b");

  private static final int NOT_IMPLEMENTED = 501;

  private static final Pattern REFUSED =
      Pattern.compile("\\bfs\\.s3a(?:\\.auth)?\\.NoA(?:wsCredentials|uthWithAWS)Exception\\b");

  private static final Pattern ABSENT =
      Pattern.compile("\\bfs\\.s3a\\.UnknownStoreException\\b|The specified bucket does not exist");

  private static final Pattern CLIENT =
      Pattern.compile(
          "software\\.amazon\\.awssdk\\..*|com\\.google\\.cloud\\.hadoop\\.repackaged\\..*");

  private static final List<String> STATUS = List.of("statusCode", "getStatusCode");

  private StoreFailure() {}

  /**
   * The refusal that fits: a store that does not answer, that lets nobody in, or that is not there.
   * Empty when the failure is another.
   */
  public static Optional<JobException> of(Throwable failure) {
    Optional<String> location = location(failure);
    if (any(failure, StoreFailure::isUnanswered)
        || (location.isPresent() && any(failure, StoreFailure::isOfNetwork))) {
      return Optional.of(
          new UnavailableException(
              "%s did not answer after all attempts: %s. Run again with the same run id when it does"
                  .formatted(location.orElse("The store"), reason(failure)),
              failure));
    }
    if (any(failure, StoreFailure::isUnable)) {
      return Optional.of(
          new ConfigurationException(
              "%s cannot do what is asked of it, to make an object only where none has its name among it: %s. Name another root in the environment file"
                  .formatted(location.orElse("The store"), reason(failure)),
              failure));
    }
    if (any(failure, StoreFailure::isAbsent)) {
      return Optional.of(
          new NotFoundException(
              "There is no bucket of %s: make it, or name another root in the environment file"
                  .formatted(location.orElse("that name")),
              failure));
    }
    if (any(failure, cause -> isRefused(cause, location.isPresent()))) {
      return Optional.of(
          new ConfigurationException(
              "%s lets this process not in: %s. Give it credentials that may read and write there"
                  .formatted(location.orElse("The store"), reason(failure)),
              failure));
    }
    return Optional.empty();
  }

  private static boolean isUnanswered(Throwable cause) {
    OptionalInt status = status(cause);
    return UNANSWERED.matcher(cause.toString()).find()
        || (status.isPresent()
            && status.getAsInt() != NOT_IMPLEMENTED
            && (status.getAsInt() >= 500 || status.getAsInt() == 429));
  }

  private static boolean isUnable(Throwable cause) {
    OptionalInt status = status(cause);
    return UNABLE.matcher(cause.toString()).find()
        || (status.isPresent() && status.getAsInt() == NOT_IMPLEMENTED);
  }

  private static boolean isOfNetwork(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof SSLException
        || BROKEN.matcher(String.valueOf(cause.getMessage())).find();
  }

  private static boolean isAbsent(Throwable cause) {
    return ABSENT.matcher(cause.toString()).find();
  }

  private static boolean isRefused(Throwable cause, boolean remote) {
    OptionalInt status = status(cause);
    return REFUSED.matcher(cause.toString()).find()
        || (remote && cause instanceof AccessDeniedException)
        || (status.isPresent() && (status.getAsInt() == 401 || status.getAsInt() == 403));
  }

  /** The HTTP status that a client's exception has, asked by name. */
  private static OptionalInt status(Throwable cause) {
    if (CLIENT.matcher(cause.getClass().getName()).matches()) {
      for (var method : cause.getClass().getMethods()) {
        if (STATUS.contains(method.getName())
            && method.getParameterCount() == 0
            && method.getReturnType() == int.class) {
          try {
            return OptionalInt.of((int) method.invoke(cause));
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot ask for the status of " + cause, e);
          }
        }
      }
    }
    return OptionalInt.empty();
  }

  private static Optional<String> location(Throwable failure) {
    return causes(failure)
        .map(cause -> LOCATION.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }

  /** The first line of the last word among the causes. */
  private static String reason(Throwable failure) {
    return causes(failure)
        .map(Throwable::getMessage)
        .filter(message -> message != null && !message.isBlank())
        .reduce("", (before, last) -> last)
        .strip()
        .lines()
        .findFirst()
        .orElse("it gave no reason")
        .replaceFirst("\\.?\\s*$", "");
  }

  private static boolean any(Throwable failure, Predicate<Throwable> is) {
    return causes(failure).anyMatch(is);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
