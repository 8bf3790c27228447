package io.propensity.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.propensity.json.Json;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import io.propensity.pipeline.quality.Verdict;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.table.Partition;
import io.propensity.table.ReadFailure;
import io.propensity.table.StagedTable;
import io.propensity.table.TableName;
import io.propensity.table.Tables;
import io.propensity.table.Warehouse;
import io.propensity.table.WarehouseTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step: each source's rows become a table, that of {@code raw} also a users table. A
 * source is read once, and once more for its malformed rows if it has any. Nothing is replaced
 * before the rows of all sources were checked; a table that was made of the same input in the same
 * way stands.
 */
public final class Ingest {

  /** What a table says of its source, for {@link #requireOrigin}. */
  private static final String ORIGIN = "origin";

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final String MALFORMED = "_malformed";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Consumer<StructType> check;
  private final Function<List<IngestionSummary>, String> report;

  /**
   * An ingest that reports what it refuses in its message alone.
   *
   * @param check refuses columns of {@code raw} that the next step could make nothing of, before
   *     the table is replaced
   */
  public Ingest(SparkSession spark, Warehouse warehouse, Consumer<StructType> check) {
    this(spark, warehouse, check, summaries -> "");
  }

  /**
   * An ingest.
   *
   * @param check refuses columns of {@code raw} that the next step could make nothing of, before
   *     the table is replaced
   * @param report keeps what is known of the sources that were looked at, when the last of them is
   *     refused, and returns what the message says of it
   */
  public Ingest(
      SparkSession spark,
      Warehouse warehouse,
      Consumer<StructType> check,
      Function<List<IngestionSummary>, String> report) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.check = check;
    this.report = report;
  }

  /**
   * Replaces the tables of all sources but those that are read from a snapshot.
   *
   * @param force whether tables are replaced that would stand
   * @throws ConfigurationException when the pipeline names a column that a source has not
   * @throws ContractException when a source differs from its declared schema, has too many
   *     malformed rows or breaks a rule of its quality, or a file cannot be read
   */
  public List<IngestionSummary> write(Pipeline pipeline, boolean force) {
    List<Ingested> all = new ArrayList<>();
    try {
      for (Map.Entry<String, Source> source : pipeline.sources().entrySet()) {
        if (source.getValue().snapshot() == null) {
          all.add(ingested(pipeline, source.getKey(), source.getValue(), force));
          requireAccepted(all);
        }
      }
      return all.stream().map(Ingested::commit).toList();
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw ReadFailure.known(e);
    } finally {
      all.forEach(Ingested::close);
    }
  }

  private void requireAccepted(List<Ingested> all) {
    List<IngestionSummary> summaries = all.stream().map(Ingested::summary).toList();
    String refused = summaries.get(summaries.size() - 1).refused();
    if (refused != null) {
      throw new ContractException(refused + report.apply(summaries));
    }
  }

  /**
   * Refuses a table of another source than the pipeline's: another run may have put it there. One
   * that says nothing of its source was written by somebody else, and is taken.
   *
   * @throws ConfigurationException when the table says that it comes from elsewhere
   */
  public static void requireOrigin(
      Tables.Opened table, String name, Source source, String location) {
    if (table.property(ORIGIN).filter(origin -> !origin.equals(source.origin())).isPresent()) {
      throw new ConfigurationException(
          "The %s table at %s was not read from sources.%s of this pipeline.yaml as it is now: run it without --steps"
              .formatted(name, location, name));
    }
  }

  /** How many rows a source's table has; empty when something else than an ingest wrote it. */
  public static Optional<Long> rows(Tables.Opened table, String source) {
    return table
        .property(Ingested.SUMMARY)
        .map(
            json ->
                Json.read(
                        json.getBytes(StandardCharsets.UTF_8),
                        IngestionSummary.class,
                        "The summary of the table " + source)
                    .kept());
  }

  private Ingested ingested(Pipeline pipeline, String name, Source source, boolean force) {
    TableName table = new TableName(pipeline.name(), name);
    Optional<String> recipe = IngestRecipe.of(spark, pipeline, name, source);
    Optional<Ingested> standing =
        force ? Optional.empty() : recipe.flatMap(made -> standing(table, name, made));
    return standing.orElseGet(() -> read(pipeline, name, source, table, recipe));
  }

  private Optional<Ingested> standing(TableName name, String source, String recipe) {
    Optional<WarehouseTable> found =
        warehouse
            .find(name)
            .filter(table -> table.property(Ingested.RECIPE).filter(recipe::equals).isPresent());
    found
        .filter(table -> source.equals(Pipeline.RAW))
        .ifPresent(table -> check.accept(table.rows().schema()));
    return found.flatMap(
        table ->
            table
                .property(Ingested.SUMMARY)
                .map(json -> summary(json, name).standing(table.snapshot()))
                .map(Ingest::told));
  }

  private static Ingested told(IngestionSummary summary) {
    LOG.info(
        "Ingest: the {} rows of source {} stand, read of the same input in the same way",
        summary.kept(),
        summary.source());
    return new Ingested.Standing(summary);
  }

  private static IngestionSummary summary(String json, TableName table) {
    return Json.read(
        json.getBytes(StandardCharsets.UTF_8),
        IngestionSummary.class,
        "The summary of the table " + table);
  }

  private Ingested read(
      Pipeline pipeline, String name, Source source, TableName at, Optional<String> recipe) {
    long start = System.nanoTime();
    SourceRows rows = new SourceReader(spark).read(pipeline, name, source);
    requireColumns(rows, name, source);
    Observation counts = Observation.apply("ingest " + name);
    SourceRows observed = rows.with(all -> observed(all, rows.checked(), counts));
    StagedTable table = warehouse.stage(observed.kept(), at, source.partitionBy());
    try {
      Map<String, Object> counted = counted(counts);
      long read = (Long) counted.getOrDefault("read", 0L);
      long broken = (Long) counted.getOrDefault("malformed", 0L);
      MalformedRows malformed = MalformedRows.of(rows, name, read, broken, source.malformedBound());
      List<Verdict> verdicts = checked(source, name, table.rows());
      TableFigures figures = TableFigures.of(table.rows(), pipeline.key());
      double seconds = (System.nanoTime() - start) / 1e9;
      IngestionSummary summary =
          new IngestionSummary(
              name,
              read,
              read - broken,
              malformed.reasons(),
              figures.distinct(),
              figures.times(),
              Math.round(seconds * 1000) / 1000.0,
              Math.round(read / seconds),
              verdicts,
              null,
              UpstreamSnapshot.of(rows.all()).orElse(null),
              false,
              null,
              null);
      LOG.info(
          "Ingest read {} rows of source {}, {} a second, and set {} malformed ones aside",
          read,
          name,
          summary.rowsPerSecond(),
          broken);
      Optional<String> refused = malformed.refusal().or(() -> refusal(verdicts, name));
      if (refused.isPresent()) {
        table.close();
        return new Ingested.Refused(summary.refused(refused.get(), malformed.first()));
      }
      return new Ingested.Staged(summary, table, aside(malformed, at), properties(source, recipe));
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      table.close();
      throw e;
    }
  }

  private static Map<String, String> properties(Source source, Optional<String> recipe) {
    Map<String, String> properties = new TreeMap<>(Map.of(ORIGIN, source.origin()));
    recipe.ifPresent(made -> properties.put(Ingested.RECIPE, made));
    return properties;
  }

  private static Map<String, Object> counted(Observation counts) {
    try {
      return counts.getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while rows were counted", e);
    }
  }

  private void requireColumns(SourceRows rows, String name, Source source) {
    StructType columns = rows.kept().schema();
    if (name.equals(Pipeline.RAW)) {
      check.accept(columns);
    }
    source.rules().requireColumns(name, columns);
    for (String text : source.partitionBy()) {
      String column = Partition.parse(text).column();
      if (Arrays.stream(columns.fieldNames()).noneMatch(column::equalsIgnoreCase)) {
        throw new ConfigurationException(
            "sources.%s.partition_by: there is no column '%s'; the columns are %s"
                .formatted(name, column, String.join(", ", columns.fieldNames())));
      }
    }
  }

  private static Dataset<Row> observed(Dataset<Row> rows, boolean checked, Observation counts) {
    return checked
        ? rows.observe(
            counts,
            count(lit(1)).as("read"),
            count_if(col(SourceRows.REASON).isNotNull()).as("malformed"))
        : rows.observe(counts, count(lit(1)).as("read"));
  }

  private static List<Verdict> checked(Source source, String name, Dataset<Row> rows) {
    List<Verdict> verdicts = source.rules().check(rows, Instant.now());
    verdicts.stream()
        .filter(verdict -> !verdict.passed() && !verdict.stops())
        .forEach(
            verdict ->
                LOG.warn("sources.{}.quality: {}: {}", name, verdict.rule(), verdict.figures()));
    return verdicts;
  }

  private static Optional<String> refusal(List<Verdict> verdicts, String name) {
    List<Verdict> failed = verdicts.stream().filter(Verdict::stops).toList();
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The rows of sources.%s break %d of %d rules, and the table stays as it was: %s"
                .formatted(
                    name,
                    failed.size(),
                    verdicts.size(),
                    failed.stream()
                        .map(verdict -> "%s (%s)".formatted(verdict.rule(), verdict.figures()))
                        .collect(Collectors.joining("; "))));
  }

  /** The table of malformed rows; an empty one takes the place of an earlier run's. */
  private Optional<StagedTable> aside(MalformedRows malformed, TableName table) {
    TableName aside = new TableName(table.pipeline(), table.table() + MALFORMED);
    boolean needed = !malformed.reasons().isEmpty() || warehouse.find(aside).isPresent();
    return needed
        ? Optional.of(warehouse.stage(malformed.rows(), aside, List.of()))
        : Optional.empty();
  }
}
