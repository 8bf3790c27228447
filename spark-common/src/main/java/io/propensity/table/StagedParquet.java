package io.propensity.table;

import io.propensity.environment.Connectors;
import io.propensity.environment.Roots;
import io.propensity.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A table that is written and not yet in its place, so that it can be looked at before. What is not
 * committed is deleted.
 */
public final class StagedParquet implements AutoCloseable {

  private final SparkSession spark;
  private final TableSwap swap;

  private StagedParquet(SparkSession spark, TableSwap swap) {
    this.spark = spark;
    this.swap = swap;
  }

  /** Writes the rows beside {@code location}, a directory for each value of the columns. */
  public static StagedParquet write(
      Dataset<Row> rows, String location, List<String> partitionBy, RunId run) {
    Path target = Roots.hadoopPath(location);
    SparkSession spark = rows.sparkSession();
    FileSystem files = Connectors.open(target, spark.sessionState().newHadoopConf());
    StagedParquet staged = new StagedParquet(spark, new TableSwap(files, target, run.value()));
    try {
      rows.write()
          .partitionBy(partitionBy.toArray(String[]::new))
          .mode(SaveMode.ErrorIfExists)
          .parquet(staged.swap.staged().toString());
      return staged;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      staged.close();
      throw e;
    }
  }

  /** The rows as they were written. */
  public Dataset<Row> rows() {
    return spark.read().parquet(swap.staged().toString());
  }

  /** Puts the table in its place. */
  public void commit() {
    try {
      swap.commit();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace a table", e);
    }
  }

  @Override
  public void close() {
    try {
      swap.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear what was staged", e);
    }
  }
}
