package io.propensity.prediction.delivery;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Where a run's rows go. */
public sealed interface Destination
    permits FileDestination, TableDestination, ConnectorDestination {

  /** Whether rows that were scored into Parquet files can stay as they are. */
  default boolean takesScoredFiles() {
    return false;
  }

  /**
   * Refuses rows that cannot be written there, before any is made.
   *
   * @param columns of the rows; one whose type is not known yet is {@code VOID}
   * @throws io.propensity.run.JobException of the kind that fits
   */
  void check(SparkSession spark, StructType columns);

  /**
   * Writes the rows.
   *
   * @param staged a directory that will be published, for whoever writes files
   */
  void write(Dataset<Row> rows, Rows of, String staged);

  /** The format of files, or the name of the connector; {@code table} for a table. */
  String format();

  /** The name of the table; empty where there is none. */
  default Optional<String> table() {
    return Optional.empty();
  }

  /** Whether a second attempt could write rows that the first has already written. */
  default boolean appendsBlindly() {
    return false;
  }

  /**
   * The rows of one run.
   *
   * @param keyWidth how many of the first columns are the key
   */
  record Rows(long campaignId, String runId, int keyWidth) {}
}
