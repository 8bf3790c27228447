package io.propensity.table;

import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import io.propensity.run.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Why a table could not be read, as far as the exceptions of Spark and Iceberg tell. */
public final class ReadFailure {

  private static final String DOUBLED = "COLUMN_ALREADY_EXISTS";
  private static final String MIXED = "CANNOT_MERGE_SCHEMAS";
  private static final Pattern CODEC =
      Pattern.compile("Class (\\S+) was not found|Could not load (\\S*Codec)");
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
   * Empty when the reading failed in any other way, as where the store did not answer.
   */
  public static Optional<ContractException> brokenFile(Throwable failure) {
    return StoreFailure.of(failure).isPresent() ? Optional.empty() : broken(failure);
  }

  private static Optional<ContractException> broken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher codec = CODEC.matcher(String.valueOf(cause.getMessage()));
      if (codec.find()) {
        return Optional.of(withoutCodec(codec.group(), failure));
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && hasCondition(spark, MIXED)) {
        return Optional.of(
            new ContractException(
                "The files of the table have columns of types that do not go together: %s. Write them with one type"
                    .formatted(mixed(spark.getMessageParameters(), reason(failure))),
                failure));
      }
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

  /** The columns that two schemas, as Spark's message has them, have with other types. */
  private static String mixed(Map<String, String> parameters, String otherwise) {
    List<String> columns = new ArrayList<>();
    if (schema(parameters.get("left")) instanceof StructType left
        && schema(parameters.get("right")) instanceof StructType right) {
      List<String> names = List.of(right.fieldNames());
      for (StructField field : left.fields()) {
        if (names.contains(field.name())
            && !right.apply(field.name()).dataType().sameType(field.dataType())) {
          columns.add(
              "%s is %s in one file and %s in another"
                  .formatted(
                      field.name(),
                      field.dataType().sql(),
                      right.apply(field.name()).dataType().sql()));
        }
      }
    }
    return columns.isEmpty() ? otherwise : String.join(", ", columns);
  }

  private static @Nullable DataType schema(@Nullable String sql) {
    return sql == null ? null : DataType.fromDDL(sql.replaceAll("^\"|\"$", ""));
  }

  private static ContractException withoutCodec(String what, Throwable failure) {
    return new ContractException(
        "The table is compressed with a codec that is not among Spark's jars (%s): add it there, or write the table with snappy, zstd or gzip"
            .formatted(what),
        failure);
  }

  /**
   * What a store or the table catalog did not do, a disk that is full, or a broken file; empty when
   * the failure is another.
   */
  public static Optional<? extends JobException> told(Throwable failure) {
    Optional<JobException> store = StoreFailure.of(failure);
    if (store.isPresent()) {
      return store;
    }
    Optional<JobException> catalog = CatalogFailure.of(failure);
    if (catalog.isPresent()) {
      return catalog;
    }
    Optional<StorageException> full =
        WriteFailure.of(failure, "what the job, or Spark below spark.local.dir, keeps");
    return full.isPresent() ? full : broken(failure);
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
