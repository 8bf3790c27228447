package io.propensity.ingest;

import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.RunId;
import io.propensity.table.ReadFailure;
import io.propensity.table.Tables;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The first step: the source's rows become the raw table, which is also a users table. */
public final class Ingest {

  private static final Pattern BAD_ROW =
      Pattern.compile(
          "Malformed records are detected in record parsing: (.*?)\\.\\s*Parse Mode.*",
          Pattern.DOTALL);
  private static final Pattern FILE =
      Pattern.compile("reading file (\\S+?)\\.?\\s", Pattern.DOTALL);

  private final SparkSession spark;
  private final Consumer<StructType> check;

  /**
   * An ingest.
   *
   * @param check refuses columns that the next step could make nothing of, before the table is
   *     replaced
   */
  public Ingest(SparkSession spark, Consumer<StructType> check) {
    this.spark = spark;
    this.check = check;
  }

  /**
   * Replaces the raw table; the old one stays when the source cannot be read to its end.
   *
   * @throws ConfigurationException when the pipeline names a column that the source has not
   * @throws ContractException when the source differs from its declared schema, or one of its files
   *     cannot be read
   */
  public void write(Pipeline pipeline, String location, RunId run) {
    Dataset<Row> rows = read(pipeline.raw());
    check.accept(rows.schema());
    try {
      Tables.replace(Origin.mark(rows, pipeline), location, run);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw malformed(e);
    }
  }

  private Dataset<Row> read(Source source) {
    return switch (source.kind()) {
      case CSV -> CsvSource.read(spark, source, source.columns());
      case PARQUET -> ParquetSource.read(spark, source, source.columns());
      case SAMPLE_USERS -> SampleUsers.read(spark, source);
      case JSON, ORC, ICEBERG, CLICKSTREAM_EVENTS, CONNECTOR ->
          throw new ConfigurationException(
              "sources.raw.format: %s is not read by this release".formatted(source.format()));
    };
  }

  /** What Spark wraps several times over: the row that does not fit, and its file. */
  private static RuntimeException malformed(Exception failure) {
    String file = "the raw data";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      Matcher where = FILE.matcher(message + " ");
      Matcher row = BAD_ROW.matcher(message);
      if (where.find()) {
        file = where.group(1);
      }
      if (row.find()) {
        return new ContractException(
            "%s: a row does not fit the schema of sources.raw: %s".formatted(file, row.group(1)),
            failure);
      }
      if (message.contains("CSV header does not conform")) {
        return new ContractException(file + ": " + message, failure);
      }
    }
    Optional<ContractException> broken = ReadFailure.brokenFile(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
