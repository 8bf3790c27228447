package io.propensity.prediction.users;

import io.propensity.campaign.Campaign;
import io.propensity.campaign.UsersSettings;
import io.propensity.campaign.UsersTablePath;
import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UsageException;
import io.propensity.scoring.FeatureTable;
import io.propensity.table.ReadFailure;
import io.propensity.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
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
 * Which table of users, or of what became of them, is read, and how. Files of one directory whose
 * columns differ are read as one table with the columns of all of them, NULL where a file has none,
 * whatever their order.
 *
 * @param role what the table is for
 * @param format of the files; null for Parquet, or ORC where they are named so
 * @param schema of CSV files as DDL, {@code user_id BIGINT, country STRING}; null for others, which
 *     have their own
 * @param partition columns with the value that they must have, {@code ds} with {@code 2026-11-24};
 *     of a partitioned table nothing else is read
 * @param snapshot the version of a table of a catalog that is read, by the catalog's own name for
 *     it; null for the current one
 */
public record InputTable(
    Role role,
    @Nullable Format format,
    @Nullable String schema,
    Map<String, String> partition,
    @Nullable String snapshot) {

  /** What a table is for. */
  public enum Role {
    USERS(
        "users",
        "write it there, e.g. with scripts/train.sh PIPELINE --steps ingest, or pass --users"),
    OUTCOMES("outcomes", "pass --outcomes TABLE, a path or a table of a catalog");

    private final String word;
    private final String advice;

    Role(String word, String advice) {
      this.word = word;
      this.advice = advice;
    }

    String table() {
      return word + " table";
    }

    /** The name of an option of the command line, {@code --users-format}. */
    String option(String what) {
      return "--%s-%s".formatted(word, what);
    }

    /** Where something is said of the table, {@code --users-schema} or the campaign. */
    String setting(String what) {
      return this == USERS
          ? "%s, or users.%s of the campaign,".formatted(option(what), what)
          : option(what);
    }

    /** As a table lies there: Parquet files or a table of a catalog, all of it, as it is now. */
    public InputTable plain() {
      return new InputTable(this, null, null, Map.of(), null);
    }
  }

  /** What files may hold. */
  public enum Format {
    PARQUET,
    ORC,
    CSV;

    private static @Nullable Format of(@Nullable String name) {
      if (name == null) {
        return null;
      }
      if (!UsersSettings.FORMATS.contains(name)) {
        throw new IllegalArgumentException(
            "the format '%s' is none of %s"
                .formatted(name, String.join(", ", UsersSettings.FORMATS)));
      }
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  public InputTable {
    partition = Map.copyOf(partition);
    if ((format == Format.CSV) != (schema != null)) {
      throw new UsageException(
          format == Format.CSV
              ? "%s csv needs %s, e.g. 'user_id BIGINT, country STRING'"
                  .formatted(role.option("format"), role.option("schema"))
              : "%s is for %s csv: other files have a schema of their own"
                  .formatted(role.option("schema"), role.option("format")));
    }
  }

  /**
   * With what a campaign says of its users table where this says nothing of the kind: a format and
   * its schema are of one kind.
   *
   * @throws ContractException when the campaign's settings are none
   */
  public InputTable or(Campaign campaign) {
    UsersSettings users = campaign.users();
    if (users == null) {
      return this;
    }
    boolean own = format != null || schema != null;
    try {
      return new InputTable(
          role,
          own ? format : Format.of(users.format()),
          own ? schema : users.schema(),
          partition.isEmpty() ? users.parts() : partition,
          snapshot == null ? users.snapshot() : snapshot);
    } catch (IllegalArgumentException | UsageException wrong) {
      throw new ContractException(
          "Campaign %d, users: %s".formatted(campaign.id(), wrong.getMessage()), wrong);
    }
  }

  /**
   * Opens the table, or the part of it that is asked for; no row of the whole, or of a CSV file
   * whose header is another, is read.
   *
   * @param location a path, a URI, or a table of a catalog that Spark is configured with
   * @throws NotFoundException when it is not there
   * @throws ContractException when it cannot be read as this says
   */
  public Tables.Opened open(SparkSession spark, String location) {
    Tables.Opened whole = whole(spark, location);
    requirePartition(whole.rows().schema(), location);
    requireHeaders(whole.rows(), location);
    return new Tables.Opened(part(whole.rows(), location), whole.snapshot(), whole.properties());
  }

  /** A table with the part and the version of it that are read, for people. */
  public String described(String location) {
    StringBuilder described = new StringBuilder(location);
    new TreeMap<>(partition)
        .forEach((column, value) -> described.append(", ").append(column + "=" + value));
    if (snapshot != null) {
      described.append(", version ").append(snapshot);
    }
    return described.toString();
  }

  /** Opens the table whole, whatever part is asked for; otherwise as {@link #open}. */
  public Tables.Opened whole(SparkSession spark, String location) {
    return told(
        () ->
            UsersTablePath.isOfCatalog(location)
                ? new Tables.Opened(ofCatalog(spark, location), null, Map.of())
                : files(spark, location));
  }

  /** The part that is asked for of a table that {@link #requirePartition} has passed. */
  public Dataset<Row> part(Dataset<Row> whole, String location) {
    return told(() -> restricted(whole, location));
  }

  private static <T> T told(Supplier<T> reading) {
    try {
      return reading.get();
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
          "The %s %s is one of a catalog '%s' that Spark does not know: set spark.sql.catalog.%s in the environment file, or write a path, e.g. ./%s"
              .formatted(role.table(), location, catalog, catalog, location));
    }
    if (format != null) {
      throw new UsageException(
          "%s is for files; %s is a table".formatted(role.setting("format"), location));
    }
    if (!spark.catalog().tableExists(location)) {
      throw new NotFoundException(
          "There is no %s %s in the catalog '%s': correct its name, or write it"
              .formatted(role.table(), location, catalog));
    }
    DataFrameReader reader = spark.read();
    return snapshot == null
        ? reader.table(location)
        : at(reader.option("versionAsOf", snapshot), location);
  }

  private Dataset<Row> at(DataFrameReader reader, String location) {
    try {
      return reader.table(location);
    } catch (Exception e) { // AnalysisException, as Delta throws it, is in no signature.
      if (e instanceof IllegalArgumentException
          || e instanceof UnsupportedOperationException
          || e instanceof AnalysisException) {
        throw new NotFoundException(
            "The %s %s has no version %s: %s"
                .formatted(role.table(), location, snapshot, e.getMessage()),
            e);
      }
      throw e;
    }
  }

  private Tables.Opened files(SparkSession spark, String location) {
    if (snapshot != null && format != null) {
      throw new UsageException(
          "%s is for tables; %s is read as files".formatted(role.setting("snapshot"), location));
    }
    // A version is one of a table, which Tables knows, and says so where there is none.
    Format found =
        format != null ? format : snapshot == null ? guess(spark, location) : Format.PARQUET;
    return switch (found) {
      case PARQUET -> Tables.open(spark, role.table(), location, number(), role.advice);
      case ORC -> existing(spark, location, spark.read().option("mergeSchema", true).format("orc"));
      case CSV ->
          existing(
              spark,
              location,
              spark
                  .read()
                  .schema(ddl())
                  .option("header", true)
                  .option("escape", "\"") // a quote within is doubled, as RFC 4180 has it
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
      throw new UsageException(
          "%s '%s' is not a number".formatted(role.setting("snapshot"), snapshot), e);
    }
  }

  private StructType ddl() {
    try {
      return StructType.fromDDL(String.valueOf(schema));
    } catch (Exception e) { // Spark's parser throws checked exceptions that no signature names.
      throw new UsageException(
          "%s '%s' is not a schema: write it as 'user_id BIGINT, country STRING'"
              .formatted(role.setting("schema"), schema),
          e);
    }
  }

  private Tables.Opened existing(SparkSession spark, String location, DataFrameReader reader) {
    Path path = HadoopPaths.of(location);
    try {
      if (!Connectors.open(path, spark.sessionState().newHadoopConf()).exists(path)) {
        throw new NotFoundException(
            "There is no %s at %s: %s".formatted(role.table(), location, role.advice));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + path, e);
    }
    return new Tables.Opened(reader.load(path.toString()), null, Map.of());
  }

  /** ORC files are known by their names; anything else is left to be told that it is no Parquet. */
  private static Format guess(SparkSession spark, String location) {
    Path path = HadoopPaths.of(location);
    try {
      FileSystem files = Connectors.open(path, spark.sessionState().newHadoopConf());
      boolean orc = files.exists(path) && Tables.holds(files, path, ".orc");
      return orc ? Format.ORC : Format.PARQUET;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + path, e);
    }
  }

  /**
   * Requires the columns whose values say which part is read.
   *
   * @throws ContractException naming each that is absent
   */
  public void requirePartition(StructType columns, String location) {
    List<String> absent =
        absent(columns)
            .map(
                part ->
                    "%s %s=%s: the %s %s has no such column; its columns are %s"
                        .formatted(
                            role.setting("partition"),
                            part.getKey(),
                            part.getValue(),
                            role.table(),
                            location,
                            String.join(", ", columns.fieldNames())))
            .toList();
    if (!absent.isEmpty()) {
      throw new ContractException(absent);
    }
  }

  private Stream<Map.Entry<String, String>> absent(StructType columns) {
    return partition.entrySet().stream()
        .filter(
            part -> Arrays.stream(columns.fieldNames()).noneMatch(part.getKey()::equalsIgnoreCase));
  }

  /**
   * Requires the headers of CSV files, of the part that is read, to be what the schema says.
   *
   * @throws ContractException naming each that is not
   */
  public void requireHeaders(Dataset<Row> whole, String location) {
    if (format == Format.CSV) {
      told(
          () -> {
            Dataset<Row> read =
                absent(whole.schema()).findAny().isEmpty() ? filtered(whole) : whole;
            new CsvHeaders(read).require("%s %s".formatted(role.table(), location));
            return location;
          });
    }
  }

  private Dataset<Row> filtered(Dataset<Row> table) {
    Dataset<Row> rows = table;
    for (Map.Entry<String, String> part : partition.entrySet()) {
      Column column = table.col(FeatureTable.quoted(part.getKey()));
      DataType type = table.select(column).schema().fields()[0].dataType();
      rows = rows.filter(column.equalTo(literal(table.sparkSession(), part, type)));
    }
    return rows;
  }

  private Dataset<Row> restricted(Dataset<Row> table, String location) {
    Dataset<Row> rows = filtered(table);
    if (role == Role.USERS && !partition.isEmpty() && rows.isEmpty()) {
      throw new NotFoundException(
          "The %s %s has no row with %s: name a part that is there"
              .formatted(role.table(), location, partition));
    }
    return rows;
  }

  private Column literal(SparkSession spark, Map.Entry<String, String> part, DataType type) {
    Column value = functions.lit(part.getValue()).try_cast(type);
    if (spark.range(1).select(value).head().isNullAt(0)) {
      throw new UsageException(
          "%s %s=%s: the column is %s, which '%s' is not"
              .formatted(
                  role.setting("partition"),
                  part.getKey(),
                  part.getValue(),
                  type.sql(),
                  part.getValue()));
    }
    return value;
  }
}
