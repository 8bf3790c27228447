package io.propensity.prediction.users;

import io.propensity.campaign.UsersTablePath;
import io.propensity.environment.Connectors;
import io.propensity.environment.Roots;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UsageException;
import io.propensity.scoring.FeatureTable;
import io.propensity.table.ReadFailure;
import io.propensity.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Which users table a run reads, and how. Files of one directory whose columns differ are read as
 * one table with the columns of all of them, NULL where a file has none, whatever their order.
 *
 * @param format of the files; null for Parquet, or ORC where they are named so
 * @param schema of CSV files as DDL, {@code user_id BIGINT, country STRING}; null for others, which
 *     have their own
 * @param partition columns with the value that they must have, {@code ds} with {@code 2026-11-24};
 *     of a partitioned table nothing else is read
 * @param snapshot the version of a table of a catalog that is read, by the catalog's own name for
 *     it; null for the current one
 */
public record UsersTable(
    @Nullable Format format,
    @Nullable String schema,
    Map<String, String> partition,
    @Nullable String snapshot) {

  /** As a table lies there: Parquet files or a table of a catalog, all of it, as it is now. */
  public static final UsersTable PLAIN = new UsersTable(null, null, Map.of(), null);

  private static final String WHAT = "users table";
  private static final String ADVICE =
      "write it there, e.g. with scripts/train.sh PIPELINE --steps ingest, or pass --users";

  /** What files may hold. */
  public enum Format {
    PARQUET,
    ORC,
    CSV
  }

  public UsersTable {
    partition = Map.copyOf(partition);
    if ((format == Format.CSV) != (schema != null)) {
      throw new UsageException(
          format == Format.CSV
              ? "--users-format csv needs --users-schema, e.g. 'user_id BIGINT, country STRING'"
              : "--users-schema is for --users-format csv: other files have a schema of their own");
    }
  }

  /**
   * Opens the table; no row is read.
   *
   * @param location a path, a URI, or a table of a catalog that Spark is configured with
   * @throws NotFoundException when it is not there
   * @throws ContractException when it cannot be read as this says
   */
  public Tables.Opened open(SparkSession spark, String location) {
    try {
      Tables.Opened opened =
          UsersTablePath.isOfCatalog(location)
              ? new Tables.Opened(ofCatalog(spark, location), null, Map.of())
              : files(spark, location);
      return new Tables.Opened(
          restricted(opened.rows(), location), opened.snapshot(), opened.properties());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      Optional<ContractException> broken = ReadFailure.brokenFile(e);
      if (broken.isPresent()) {
        throw broken.get();
      }
      throw e;
    }
  }

  private Dataset<Row> ofCatalog(SparkSession spark, String location) {
    String catalog = location.substring(0, location.indexOf('.'));
    if (!spark.conf().contains("spark.sql.catalog." + catalog)) {
      throw new NotFoundException(
          "The users table %s is one of a catalog '%s' that Spark does not know: set spark.sql.catalog.%s in the environment file, or write a path, e.g. ./%s"
              .formatted(location, catalog, catalog, location));
    }
    if (format != null) {
      throw new UsageException("--users-format is for files; %s is a table".formatted(location));
    }
    if (!spark.catalog().tableExists(location)) {
      throw new NotFoundException(
          "There is no users table %s in the catalog '%s': correct its name, or write it"
              .formatted(location, catalog));
    }
    DataFrameReader reader = spark.read();
    return snapshot == null
        ? reader.table(location)
        : at(reader.option("versionAsOf", snapshot), location);
  }

  private Dataset<Row> at(DataFrameReader reader, String location) {
    try {
      return reader.table(location);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new NotFoundException(
          "The users table %s has no version %s: %s".formatted(location, snapshot, e.getMessage()),
          e);
    }
  }

  private Tables.Opened files(SparkSession spark, String location) {
    if (snapshot != null && format != null) {
      throw new UsageException(
          "--users-snapshot is for tables; %s is read as files".formatted(location));
    }
    // A version is one of a table, which Tables knows, and says so where there is none.
    Format found =
        format != null ? format : snapshot == null ? guess(spark, location) : Format.PARQUET;
    return switch (found) {
      case PARQUET -> Tables.open(spark, WHAT, location, number(), ADVICE);
      case ORC -> existing(spark, location, spark.read().option("mergeSchema", true).format("orc"));
      case CSV ->
          existing(
              spark,
              location,
              spark
                  .read()
                  .schema(ddl())
                  .option("header", true)
                  .option("enforceSchema", false)
                  .option("mode", "FAILFAST")
                  .format("csv"));
    };
  }

  private @Nullable Long number() {
    if (snapshot == null) {
      return null;
    }
    try {
      return Long.valueOf(snapshot);
    } catch (NumberFormatException e) {
      throw new UsageException("--users-snapshot '%s' is not a number".formatted(snapshot), e);
    }
  }

  private StructType ddl() {
    try {
      return StructType.fromDDL(String.valueOf(schema));
    } catch (Exception e) { // Spark's parser throws checked exceptions that no signature names.
      throw new UsageException(
          "--users-schema '%s' is not a schema: write it as 'user_id BIGINT, country STRING'"
              .formatted(schema),
          e);
    }
  }

  private static Tables.Opened existing(
      SparkSession spark, String location, DataFrameReader reader) {
    Path path = Roots.hadoopPath(location);
    try {
      if (!Connectors.open(path, spark.sessionState().newHadoopConf()).exists(path)) {
        throw new NotFoundException(
            "There is no users table at %s: %s".formatted(location, ADVICE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + path, e);
    }
    return new Tables.Opened(reader.load(path.toString()), null, Map.of());
  }

  /** ORC files are known by their names; anything else is left to be told that it is no Parquet. */
  private static Format guess(SparkSession spark, String location) {
    Path path = Roots.hadoopPath(location);
    try {
      FileSystem files = Connectors.open(path, spark.sessionState().newHadoopConf());
      boolean orc =
          files.exists(path)
              && Arrays.stream(files.listStatus(path))
                  .anyMatch(file -> file.getPath().getName().endsWith(".orc"));
      return orc ? Format.ORC : Format.PARQUET;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + path, e);
    }
  }

  private Dataset<Row> restricted(Dataset<Row> table, String location) {
    Dataset<Row> rows = table;
    for (Map.Entry<String, String> part : partition.entrySet()) {
      if (Arrays.stream(table.columns()).noneMatch(part.getKey()::equalsIgnoreCase)) {
        throw new ContractException(
            "--users-partition %s=%s: the users table %s has no such column; its columns are %s"
                .formatted(
                    part.getKey(), part.getValue(), location, String.join(", ", table.columns())));
      }
      Column column = table.col(FeatureTable.quoted(part.getKey()));
      DataType type = table.select(column).schema().fields()[0].dataType();
      rows = rows.filter(column.equalTo(functions.lit(part.getValue()).cast(type)));
    }
    return rows;
  }
}
