package io.propensity.training;

import io.propensity.features.Features;
import io.propensity.features.FeaturesRecipe;
import io.propensity.features.FeaturesTable;
import io.propensity.ingest.Ingest;
import io.propensity.ingest.IngestionSummary;
import io.propensity.job.JobVersion;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import io.propensity.run.ConfigurationException;
import io.propensity.table.TableName;
import io.propensity.table.Tables;
import io.propensity.table.Warehouse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one run. Each is opened once: all steps see the state that the run began with or
 * wrote itself, whatever other runs commit meanwhile.
 */
final class RunTables {

  static final String FEATURES = "features";
  static final String PREDICTIONS = "predictions";

  /** Of a features table: all that decides what it holds. */
  private static final String MADE = "made";

  /** Of predictions: the state of the features table that was scored. */
  private static final String SCORED = "features_snapshot";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Pipeline pipeline;
  private final Locations locations;
  private final Map<String, Tables.Opened> open = new HashMap<>();

  RunTables(SparkSession spark, Pipeline pipeline, Locations locations) {
    this.spark = spark;
    this.warehouse = Warehouse.of(spark);
    this.pipeline = pipeline;
    this.locations = locations;
  }

  /** Replaces the tables of the sources. */
  List<IngestionSummary> ingest(Ingest ingest, boolean force) {
    List<IngestionSummary> summaries = ingest.write(pipeline, force);
    summaries.forEach(summary -> open(summary.source(), summary.snapshot()));
    return summaries;
  }

  /**
   * The sources' tables by name.
   *
   * @throws ConfigurationException when one of them was ingested from somewhere else
   */
  Map<String, Dataset<Row>> sources() {
    pipeline
        .sources()
        .forEach(
            (name, source) -> {
              Tables.Opened table = open(name, source.snapshot());
              if (source.snapshot() == null) {
                Ingest.requireOrigin(table, name, source, locations.table(name));
              }
            });
    return rows();
  }

  /** What a features step left. */
  record Made(FeaturesTable.Written written, boolean standing) {}

  /** Replaces the features table, unless it stands. */
  Made features(Features step, boolean force) {
    Map<String, Dataset<Row>> sources = sources();
    Map<String, Long> snapshots = snapshots(pipeline.sources().keySet());
    boolean repeatable = snapshots.size() == sources.size() && !step.looksAtTheClock();
    String made =
        "release=%s, sources=%s, %s".formatted(JobVersion.current(), snapshots, step.recipe());
    Optional<Made> standing = force || !repeatable ? Optional.empty() : standing(made);
    if (standing.isPresent()) {
      return standing.get();
    }
    FeaturesTable.Written written =
        step.of(sources)
            .write(
                warehouse,
                name(FEATURES),
                snapshots,
                sourceRows(),
                repeatable ? Map.of(MADE, made) : Map.of());
    open(FEATURES, written.snapshot());
    return new Made(written, false);
  }

  /** Of all sources together; null where one does not tell. */
  private @Nullable Long sourceRows() {
    long all = 0;
    for (String source : pipeline.sources().keySet()) {
      Optional<Long> rows = Ingest.rows(open(source, null), source);
      if (rows.isEmpty()) {
        return null;
      }
      all += rows.get();
    }
    return all;
  }

  private Optional<Made> standing(String made) {
    return warehouse
        .find(name(FEATURES))
        .filter(table -> table.property(MADE).filter(made::equals).isPresent())
        .flatMap(
            table -> {
              Tables.Opened opened =
                  new Tables.Opened(table.rows(), table.snapshot(), table.properties());
              open.put(FEATURES, opened);
              return FeaturesTable.summary(opened)
                  .map(
                      summary ->
                          new Made(new FeaturesTable.Written(summary, table.snapshot()), true));
            });
  }

  /**
   * The features table.
   *
   * @throws ConfigurationException when it was made of another snapshot than the pipeline names
   */
  Tables.Opened features() {
    Tables.Opened table = open(FEATURES, null);
    Map<String, Long> made = made(table);
    pipeline.sources().forEach((name, source) -> requireSnapshot(name, source, made));
    return table;
  }

  /** Puts predictions in the place of those before. */
  void replacePredictions(Dataset<Row> rows) {
    Long scored = features().snapshot();
    long written =
        warehouse.replace(
            rows,
            name(PREDICTIONS),
            scored == null ? Map.of() : Map.of(SCORED, scored.toString()),
            List.of());
    open.remove(PREDICTIONS);
    open(PREDICTIONS, written);
  }

  /** All tables: the predictions, the features that were scored, the sources of these. */
  Map<String, Dataset<Row>> all() {
    Tables.Opened predictions = open(PREDICTIONS, null);
    Tables.Opened features =
        open(FEATURES, predictions.property(SCORED).map(Long::valueOf).orElse(null));
    Map<String, Long> made = made(features);
    pipeline
        .sources()
        .forEach(
            (name, source) ->
                open(name, source.snapshot() == null ? made.get(name) : source.snapshot()));
    Map<String, Dataset<Row>> all = rows();
    all.put(FEATURES, features.rows());
    all.put(PREDICTIONS, predictions.rows());
    return all;
  }

  /** The states of all tables that the run has read or written. */
  Map<String, Long> snapshots() {
    return snapshots(open.keySet());
  }

  private Map<String, Long> snapshots(Iterable<String> names) {
    Map<String, Long> snapshots = new TreeMap<>();
    for (String name : names) {
      Tables.Opened table = open.get(name);
      if (table != null && table.snapshot() != null) {
        snapshots.put(name, table.snapshot());
      }
    }
    return snapshots;
  }

  private Map<String, Dataset<Row>> rows() {
    Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
    for (String name : pipeline.sources().keySet()) {
      rows.put(name, Objects.requireNonNull(open.get(name)).rows());
    }
    return rows;
  }

  private Map<String, Long> made(Tables.Opened features) {
    return FeaturesRecipe.read(features.properties(), locations.table(FEATURES))
        .map(FeaturesRecipe::sources)
        .orElse(Map.of());
  }

  private void requireSnapshot(String name, Source source, Map<String, Long> made) {
    if (source.snapshot() != null && !source.snapshot().equals(made.get(name))) {
      throw new ConfigurationException(
          "The features table at %s was made of snapshot %s of %s, and sources.%s.snapshot is %d: run --steps features,train,evaluate"
              .formatted(locations.table(FEATURES), made.get(name), name, name, source.snapshot()));
    }
  }

  private Tables.Opened open(String name, @Nullable Long snapshot) {
    Tables.Opened table = open.get(name);
    if (table == null) {
      table =
          Tables.open(
              spark,
              name + " table",
              locations.table(name),
              snapshot,
              "run --steps %s first".formatted(step(name)));
      open.put(name, table);
    }
    return table;
  }

  private static String step(String table) {
    return switch (table) {
      case FEATURES -> Step.FEATURES.label();
      case PREDICTIONS -> Step.EVALUATE.label();
      default -> Step.INGEST.label();
    };
  }

  private TableName name(String table) {
    return new TableName(pipeline.name(), table);
  }
}
