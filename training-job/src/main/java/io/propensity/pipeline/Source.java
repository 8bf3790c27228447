package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.environment.Roots;
import io.propensity.json.Description;
import io.propensity.pipeline.quality.Quality;
import io.propensity.run.Checks;
import io.propensity.run.ConfigurationException;
import io.propensity.table.Partition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come from.
 *
 * @param path a file, a directory or a glob; null for generated data and tables
 * @param table of a Spark catalog, {@code catalog.database.name}, in place of a path
 * @param format of {@link SourceFormat}, or a connector's name; {@code iceberg} for a table
 * @param options the format's own
 * @param schema the columns as Spark's DDL, {@code "id STRING, age INT"}; null where the rows say
 * @param partitionBy what the ingested table is partitioned by, see {@link Partition#parse}
 * @param quality what all rows have to be like; one row at least when it is not said
 * @param maxMalformed how many rows may not parse; none when it is not said
 * @param snapshot of the ingested table, to be read in place of a new ingest
 */
public record Source(
    @Description("A file, a directory or a glob; ${raw} is the environment's")
        @Nullable String path,
    @Description("A table of a Spark catalog, in place of a path") @Nullable String table,
    @Description(
            "csv, json, parquet, orc, iceberg, sample_users, clickstream_events, or a connector on the class path")
        @Nullable String format,
    @Description("The format's own options") @Nullable Map<String, Object> options,
    @Description("The columns as Spark's DDL: id STRING, age INT") @Nullable String schema,
    @Description(
            "What the ingested table is partitioned by: columns, or days(event_time); years, months and hours too")
        @JsonProperty("partition_by")
        @Nullable List<String> partitionBy,
    @Description("Rules that the rows are held against before the table is replaced")
        @Nullable Quality quality,
    @Description("How many rows may not parse: a number, or a share such as 0.01")
        @JsonProperty("max_malformed")
        @Nullable MaxMalformed maxMalformed,
    @Description("Read this snapshot of the ingested table; nothing is ingested")
        @Nullable Long snapshot) {

  public Source {
    format = format == null && table != null ? SourceFormat.ICEBERG.label() : format;
    options =
        Collections.unmodifiableMap(options == null ? Map.of() : new LinkedHashMap<>(options));
    partitionBy = List.copyOf(partitionBy == null ? List.of() : partitionBy);
    Checks checks = new Checks();
    partitionBy.forEach(text -> checks.run("partition_by", () -> Partition.parse(text)));
    checks.require(format != null, "", "needs a format, such as csv or parquet");
    if (format != null) {
      check(checks, SourceFormat.of(format), options, path, table, schema);
    }
    checks.done();
  }

  /** A source that is read from files. */
  public static Source of(
      SourceFormat format, String path, Map<String, Object> options, @Nullable String schema) {
    return new Source(path, null, format.label(), options, schema, null, null, null, null);
  }

  /** A source whose rows are made. */
  public static Source generated(SourceFormat format, Map<String, Object> options) {
    return new Source(null, null, format.label(), options, null, null, null, null, null);
  }

  @Override
  public Map<String, Object> options() {
    return options == null ? Map.of() : options;
  }

  @Override
  public List<String> partitionBy() {
    return partitionBy == null ? List.of() : partitionBy;
  }

  /** What the rows are read by. */
  public SourceFormat kind() {
    return SourceFormat.of(String.valueOf(format));
  }

  /** The rules that the rows are held against. */
  public Quality rules() {
    return quality == null ? Quality.byDefault() : quality;
  }

  /** How its CSV files are written. */
  public CsvOptions csv() {
    return CsvOptions.of(options());
  }

  public MaxMalformed malformedBound() {
    return maxMalformed == null ? MaxMalformed.NONE : maxMalformed;
  }

  private static void check(
      Checks checks,
      SourceFormat format,
      Map<String, Object> options,
      @Nullable String path,
      @Nullable String table,
      @Nullable String schema) {
    if (format.isGenerated()) {
      checks.require(
          path == null && table == null && schema == null,
          "",
          "of format %s makes its rows and takes neither path, table nor schema"
              .formatted(format.label()));
    } else {
      checks.require(
          format == SourceFormat.CONNECTOR || (path == null) != (table == null),
          "",
          "needs a path or a table, one of them");
      checks.require(
          schema != null || !(format == SourceFormat.CSV || format == SourceFormat.JSON),
          "schema",
          "is needed for format %s, such as 'id STRING, age INT'".formatted(format.label()));
    }
    if (schema != null) {
      checks.run("schema", () -> DeclaredSchema.require(schema, format));
    }
    SourceOptions.check(checks, format, options);
  }

  /** The path of a source that is read. */
  public String location() {
    if (path == null) {
      throw new IllegalStateException("The source has no path");
    }
    return path;
  }

  /** All that decides which rows come out of it; equal for equal sources. */
  public String origin() {
    return "format=%s, path=%s, table=%s, schema=%s, options=%s"
        .formatted(
            format,
            path == null ? "" : Roots.absolute(path),
            table,
            schema,
            new TreeMap<>(options()));
  }

  /** The declared columns. */
  public StructType columns() {
    if (schema == null) {
      throw new IllegalStateException("The source declares no schema");
    }
    return DeclaredSchema.parse(schema);
  }

  /** A whole number among the options. */
  public long option(String name, long fallback) {
    Object value = options().get(name);
    if (value == null) {
      return fallback;
    }
    try {
      return Long.parseLong(value.toString().replace("_", ""));
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "sources: option %s '%s' is not a whole number".formatted(name, value), e);
    }
  }
}
