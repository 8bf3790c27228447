package io.propensity.table;

import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.spark.SparkThrowable;

/** Why a table could not be read, as far as the exceptions of Spark and Iceberg tell. */
public final class ReadFailure {

  private static final String DOUBLED = "COLUMN_ALREADY_EXISTS";
  private static final String UNREADABLE = "FAILED_READ_FILE";

  /** Packages whose exceptions say that a file is not what its format wants. */
  private static final List<String> FORMATS =
      List.of(
          "org.apache.parquet.",
          "org.apache.iceberg.shaded.org.apache.parquet.",
          "org.apache.iceberg.shaded.org.apache.avro.");

  private static final List<String> MESSAGES =
      List.of(
          "can not read FileMetaData",
          "Failed to open file: ",
          "Failed to read file: ",
          "[SQLITE_CORRUPT]",
          "[SQLITE_NOTADB]");

  private static final Pattern FILE =
      Pattern.compile("\\b[a-z][a-z0-9+.-]*:/\\S+\\.(?:parquet|avro|json|orc)\\b");

  private ReadFailure() {}

  /**
   * The refusal of a table of which a file is gone, is damaged or has other types than the table.
   * Empty when the reading failed in any other way.
   */
  public static Optional<ContractException> brokenFile(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && hasCondition(spark, DOUBLED)) {
        return Optional.of(
            new ContractException(
                "Two columns of the table have names that differ in case only, as %s does: rename one"
                    .formatted(spark.getMessageParameters().getOrDefault("columnName", "one")),
                failure));
      }
      if (isOfFile(cause)) {
        return Optional.of(refusal(failure));
      }
    }
    return Optional.empty();
  }

  /** {@code failure} as it is to be told: a broken file by name, anything else as it is. */
  public static RuntimeException known(Exception failure) {
    if (failure instanceof JobException known) {
      return known;
    }
    Optional<ContractException> broken = brokenFile(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  private static boolean isOfFile(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return (cause instanceof SparkThrowable spark && hasCondition(spark, UNREADABLE))
        || cause instanceof ChecksumException
        || cause instanceof NotFoundException
        || FORMATS.stream().anyMatch(cause.getClass().getName()::startsWith)
        || MESSAGES.stream().anyMatch(message::startsWith)
        || message.contains("is not a Parquet file");
  }

  private static ContractException refusal(Throwable failure) {
    return new ContractException(
        "%s cannot be read: %s. Restore it, or write its table again"
            .formatted(file(failure), reason(failure)),
        failure);
  }

  /** Whether Spark found nothing in a directory that it takes for data. */
  static boolean isOfEmptyTable(Throwable failure) {
    return failure instanceof SparkThrowable spark && hasCondition(spark, "UNABLE_TO_INFER_SCHEMA");
  }

  private static boolean hasCondition(SparkThrowable failure, String condition) {
    return String.valueOf(failure.getCondition()).startsWith(condition);
  }

  private static String file(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof SparkThrowable spark
          && spark.getMessageParameters().containsKey("path")) {
        return local(spark.getMessageParameters().get("path"));
      }
      Matcher file = FILE.matcher(message);
      if (file.find()) {
        return local(file.group());
      }
      if (message.startsWith("[SQLITE_")) {
        return "catalog.db of the warehouse";
      }
    }
    return "A file";
  }

  private static String local(String path) {
    return path.replaceFirst("^file:/+", "/");
  }

  /** The last word among the causes, which is the reader's own. */
  private static String reason(Throwable failure) {
    String reason = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason =
          cause.getMessage() == null
              ? reason
              : cause.getMessage().lines().findFirst().orElse(reason);
    }
    return reason.replaceFirst("\\.?\\s*$", "");
  }
}
