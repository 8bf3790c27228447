package io.propensity.table;

import io.propensity.environment.Connectors;
import io.propensity.environment.Roots;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Tables by location: those of the warehouse's catalog where a {@link Warehouse} serves the session
 * and has them, directories of Parquet files else.
 */
public final class Tables {

  private static final int LOOKS = 4;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Tables() {}

  /**
   * Opens a table.
   *
   * @param what names it in messages: {@code "users table"}
   * @param location a directory of Parquet files
   * @param advice what to do when it is not there
   * @throws NotFoundException when nothing lies there
   * @throws ContractException when what lies there is not Parquet; of its files only the one that
   *     the schema is taken from is opened here, the others when their rows are read
   */
  public static Dataset<Row> read(SparkSession spark, String what, String location, String advice) {
    return open(spark, what, location, null, advice).rows();
  }

  /**
   * The rows of a table, and the id of the state that they are; null for files.
   *
   * @param snapshot the state as which they can be read again
   */
  public record Opened(Dataset<Row> rows, @Nullable Long snapshot) {}

  /**
   * Opens a table as {@link #read} does, and says which state of it.
   *
   * @param snapshot the state to open; null for the current one
   * @throws NotFoundException when there is no such table or state
   */
  public static Opened open(
      SparkSession spark, String what, String location, @Nullable Long snapshot, String advice) {
    Optional<WarehouseTable> table =
        Warehouse.of(spark).flatMap(warehouse -> find(warehouse, location, snapshot, advice));
    if (table.isPresent()) {
      return new Opened(ColumnMetadata.restore(table.get()), table.get().snapshot());
    }
    if (snapshot != null) {
      throw new NotFoundException(
          "The %s at %s is no table of the catalog and has no snapshot %d: leave snapshot out, or see catalog in the environment file"
              .formatted(what, location, snapshot));
    }
    return new Opened(files(spark, what, location, advice), null);
  }

  private static Optional<WarehouseTable> find(
      Warehouse warehouse, String location, @Nullable Long snapshot, String advice) {
    return warehouse
        .named(location)
        .filter(warehouse::exists)
        .map(
            name ->
                snapshot == null
                    ? warehouse.read(name, advice)
                    : warehouse.read(name, snapshot, advice));
  }

  private static Dataset<Row> files(
      SparkSession spark, String what, String location, String advice) {
    Path path = Roots.hadoopPath(location);
    requireParquet(Connectors.open(path, hadoop(spark)), path, what, advice);
    try {
      return spark.read().parquet(path.toString());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      if (ReadFailure.isOfEmptyTable(e)) {
        throw noParquet(path, what, advice, e);
      }
      Optional<ContractException> broken = ReadFailure.brokenFile(e);
      if (broken.isPresent()) {
        throw broken.get();
      }
      throw e;
    }
  }

  /**
   * Puts {@code rows} in the place of the table at {@code location}, which keeps its old content
   * until the new one is written whole. Of several runs at once the last one's rows stay; a reader
   * may find its table gone for a moment.
   */
  public static void replace(Dataset<Row> rows, String location, RunId run) {
    Optional<Warehouse> warehouse = Warehouse.of(rows.sparkSession());
    Optional<TableName> name = warehouse.flatMap(served -> served.named(location));
    if (name.isPresent()) {
      warehouse.get().replace(rows, name.get(), ColumnMetadata.of(rows), List.of());
      return;
    }
    Path target = Roots.hadoopPath(location);
    FileSystem files = Connectors.open(target, hadoop(rows.sparkSession()));
    try (TableSwap swap = new TableSwap(files, target, run.value())) {
      rows.write().mode(SaveMode.ErrorIfExists).parquet(swap.staged().toString());
      swap.commit();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace the table at " + location, e);
    }
  }

  /** Whether anything lies at a location. */
  public static boolean exists(SparkSession spark, String location) {
    Path path = Roots.hadoopPath(location);
    try {
      return Connectors.open(path, hadoop(spark)).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + path, e);
    }
  }

  private static void requireParquet(FileSystem files, Path path, String what, String advice) {
    try {
      if (!appears(files, path)) {
        throw new NotFoundException(
            "There is no %s at %s: %s".formatted(what, FileSystems.display(path), advice));
      }
      if (!holdsParquet(files, path)) {
        throw noParquet(path, what, advice, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + path, e);
    }
  }

  private static ContractException noParquet(
      Path path, String what, String advice, @Nullable Exception cause) {
    String message =
        "The %s at %s holds no Parquet file: %s".formatted(what, FileSystems.display(path), advice);
    return cause == null ? new ContractException(message) : new ContractException(message, cause);
  }

  /** A table that is being replaced is away for a moment. */
  private static boolean appears(FileSystem files, Path path) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      if (files.exists(path)) {
        return true;
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return files.exists(path);
  }

  private static boolean holdsParquet(FileSystem files, Path path) throws IOException {
    for (FileStatus entry : files.listStatus(path)) {
      String name = entry.getPath().getName();
      boolean partition = entry.isDirectory() && name.contains("=");
      if (name.endsWith(".parquet") || (partition && holdsParquet(files, entry.getPath()))) {
        return true;
      }
    }
    return false;
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sessionState().newHadoopConf();
  }
}
