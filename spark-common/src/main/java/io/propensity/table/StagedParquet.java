package io.propensity.table;

import io.propensity.environment.Connectors;
import io.propensity.environment.Roots;
import io.propensity.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A table that is written and not yet in its place, so that it can be looked at before: of the
 * catalog where a {@link Warehouse} serves the session and the place is its, of Parquet files else.
 * What is not committed is deleted.
 */
public final class StagedParquet implements AutoCloseable {

  private final Dataset<Row> rows;
  private final Commit commit;
  private final AutoCloseable staged;

  /** What puts the table in its place. */
  private interface Commit {
    void run() throws IOException;
  }

  private StagedParquet(Dataset<Row> rows, Commit commit, AutoCloseable staged) {
    this.rows = rows;
    this.commit = commit;
    this.staged = staged;
  }

  /** Writes the rows beside {@code location}, a directory for each value of the columns. */
  public static StagedParquet write(
      Dataset<Row> rows, String location, List<String> partitionBy, RunId run) {
    Optional<Warehouse> warehouse = Warehouse.of(rows.sparkSession());
    return warehouse
        .flatMap(served -> served.named(location))
        .map(name -> table(rows, warehouse.get().stage(rows, name, partitionBy)))
        .orElseGet(() -> files(rows, location, partitionBy, run));
  }

  private static StagedParquet table(Dataset<Row> rows, StagedTable staged) {
    Map<String, String> properties = ColumnMetadata.of(rows);
    return new StagedParquet(staged.rows(), () -> staged.commit(properties), staged);
  }

  private static StagedParquet files(
      Dataset<Row> rows, String location, List<String> partitionBy, RunId run) {
    Path target = Roots.hadoopPath(location);
    SparkSession spark = rows.sparkSession();
    FileSystem files = Connectors.open(target, spark.sessionState().newHadoopConf());
    TableSwap swap = new TableSwap(files, target, run.value());
    String staged = swap.staged().toString();
    try {
      rows.write()
          .partitionBy(partitionBy.toArray(String[]::new))
          .mode(SaveMode.ErrorIfExists)
          .parquet(staged);
      return new StagedParquet(spark.read().parquet(staged), swap::commit, swap);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      close(swap);
      throw e;
    }
  }

  /** The rows as they were written. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** Puts the table in its place. */
  public void commit() {
    try {
      commit.run();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace a table", e);
    }
  }

  @Override
  public void close() {
    close(staged);
  }

  private static void close(AutoCloseable staged) {
    try {
      staged.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Cannot clear what was staged", e);
    }
  }
}
