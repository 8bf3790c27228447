package io.propensity.table;

import io.propensity.run.ContractException;
import java.io.FileNotFoundException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.spark.SparkThrowable;

/** Why a table's files could not be read, as far as Spark's exceptions tell. */
public final class ReadFailure {

  private static final String DOUBLED = "COLUMN_ALREADY_EXISTS";
  private static final String UNREADABLE = "FAILED_READ_FILE";

  private ReadFailure() {}

  /**
   * The refusal of a file that is there and is not Parquet, is damaged or has other types than its
   * table. Empty when the reading failed in any other way, a file that is gone included.
   */
  public static Optional<ContractException> brokenFile(Throwable failure) {
    if (isOfVanishedFile(failure)) {
      return Optional.empty();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && hasCondition(spark, UNREADABLE)) {
        return Optional.of(refusal(file(spark.getMessageParameters()), failure));
      }
      if (cause instanceof SparkThrowable spark && hasCondition(spark, DOUBLED)) {
        return Optional.of(
            new ContractException(
                "Two columns of the table have names that differ in case only, as %s does: rename one"
                    .formatted(spark.getMessageParameters().getOrDefault("columnName", "one")),
                failure));
      }
      if (isDamage(cause)) {
        return Optional.of(refusal("A file", failure));
      }
    }
    return Optional.empty();
  }

  /** {@code failure} as it is to be told: a broken file by name, anything else as it is. */
  static RuntimeException known(Exception failure) {
    Optional<ContractException> broken = brokenFile(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  /** What Spark hands on from the footer of the file that it takes the schema from. */
  private static boolean isDamage(Throwable cause) {
    return cause instanceof ChecksumException
        || String.valueOf(cause.getMessage()).startsWith("can not read FileMetaData");
  }

  private static ContractException refusal(String file, Throwable failure) {
    return new ContractException(
        "%s cannot be read: %s. Restore it, or write its table again"
            .formatted(file, reason(failure)),
        failure);
  }

  /** Whether a file or a table was gone that had been there when the reading began. */
  static boolean isOfVanishedFile(Throwable failure) {
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

  /** Whether Spark found nothing in a directory that it takes for data. */
  static boolean isOfEmptyTable(Throwable failure) {
    return failure instanceof SparkThrowable spark && hasCondition(spark, "UNABLE_TO_INFER_SCHEMA");
  }

  private static boolean hasCondition(SparkThrowable failure, String condition) {
    return String.valueOf(failure.getCondition()).startsWith(condition);
  }

  private static String file(Map<String, String> parameters) {
    return parameters.getOrDefault("path", "A file").replaceFirst("^file:/+", "/");
  }

  /** The last word among the causes, which is the reader's own. */
  private static String reason(Throwable failure) {
    String reason = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    return reason.replaceFirst("\\.?\\s*$", "");
  }
}
