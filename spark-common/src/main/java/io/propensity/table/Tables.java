package io.propensity.table;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Tables by location, to be read: those of the warehouse where the session's {@link Warehouse} has
 * them, else those of Delta Lake and directories of Parquet files.
 */
public final class Tables {

  private Tables() {}

  /**
   * Opens a table.
   *
   * @param what names it in messages: {@code "users table"}
   * @param location of a table of the warehouse, or a directory of Parquet files
   * @param advice what to do when it is not there
   * @throws NotFoundException when nothing lies there
   * @throws ContractException when what lies there is not Parquet, or its files' columns have types
   *     that do not go together; a column that a file lacks is NULL there
   */
  public static Dataset<Row> read(SparkSession spark, String what, String location, String advice) {
    return open(spark, what, location, null, advice).rows();
  }

  /**
   * A table that was opened.
   *
   * @param snapshot the id of the state that its rows are, a version of Delta Lake; null for files
   * @param properties what was committed with the rows; none for files
   */
  public record Opened(Dataset<Row> rows, @Nullable Long snapshot, Map<String, String> properties) {

    public Opened {
      properties = Map.copyOf(properties);
    }

    /** A property that was committed with the rows. */
    public Optional<String> property(String key) {
      return Optional.ofNullable(properties.get(key));
    }
  }

  /**
   * Opens a table as {@link #read} does, and says which state of it.
   *
   * @param snapshot the state to open; null for the current one
   * @throws NotFoundException when there is no such table or state
   */
  public static Opened open(
      SparkSession spark, String what, String location, @Nullable Long snapshot, String advice) {
    Optional<WarehouseTable> table =
        Warehouse.serving(spark).flatMap(warehouse -> find(warehouse, location, snapshot));
    if (table.isPresent()) {
      return new Opened(table.get().rows(), table.get().snapshot(), table.get().properties());
    }
    Path path = HadoopPaths.of(location);
    FileSystem files = Connectors.open(path, hadoop(spark));
    Optional<LoggedTable> logged = LoggedTable.at(files, path, what);
    if (logged.isPresent()) {
      return logged.get().open(spark, snapshot);
    }
    if (snapshot != null) {
      throw new NotFoundException(
          "The %s at %s is no table of the catalog and has no snapshot %d: leave snapshot out, or see catalog in the environment file"
              .formatted(what, location, snapshot));
    }
    return new Opened(files(spark, files, path, what, advice), null, Map.of());
  }

  private static Optional<WarehouseTable> find(
      Warehouse warehouse, String location, @Nullable Long snapshot) {
    return warehouse
        .named(location)
        .flatMap(name -> snapshot == null ? warehouse.find(name) : warehouse.find(name, snapshot));
  }

  private static Dataset<Row> files(
      SparkSession spark, FileSystem files, Path path, String what, String advice) {
    requireParquet(files, path, what, advice);
    try {
      return spark.read().option("mergeSchema", true).parquet(path.toString());
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

  private static void requireParquet(FileSystem files, Path path, String what, String advice) {
    try {
      if (!files.exists(path)) {
        throw new NotFoundException(
            "There is no %s at %s: %s".formatted(what, FileSystems.display(path), advice));
      }
      if (!holds(files, path, ".parquet")) {
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

  /** Whether a directory, or a partition in it, holds a file of that ending. */
  public static boolean holds(FileSystem files, Path path, String ending) throws IOException {
    for (FileStatus entry : files.listStatus(path)) {
      String name = entry.getPath().getName();
      boolean partition = entry.isDirectory() && name.contains("=");
      if (name.endsWith(ending) || (partition && holds(files, entry.getPath(), ending))) {
        return true;
      }
    }
    return false;
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sessionState().newHadoopConf();
  }
}
