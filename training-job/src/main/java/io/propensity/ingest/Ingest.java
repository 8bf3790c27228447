package io.propensity.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import io.propensity.pipeline.quality.Verdict;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.RunId;
import io.propensity.table.ReadFailure;
import io.propensity.table.StagedParquet;
import io.propensity.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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
 * before the rows of all sources were checked.
 */
public final class Ingest {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final String MALFORMED = "_malformed";

  private final SparkSession spark;
  private final Consumer<StructType> check;

  /**
   * An ingest.
   *
   * @param check refuses columns of {@code raw} that the next step could make nothing of, before
   *     the table is replaced
   */
  public Ingest(SparkSession spark, Consumer<StructType> check) {
    this.spark = spark;
    this.check = check;
  }

  /**
   * Replaces the tables of all sources but those that are read from a snapshot.
   *
   * @param location of the raw table; those of other sources lie beside it
   * @throws ConfigurationException when the pipeline names a column that a source has not
   * @throws ContractException when a source differs from its declared schema, has too many
   *     malformed rows or breaks a rule of its quality, or a file cannot be read
   */
  public List<IngestionSummary> write(Pipeline pipeline, String location, RunId run) {
    String beside = location.replaceFirst("[^/]*$", "");
    List<Ingested> all = new ArrayList<>();
    try {
      for (Map.Entry<String, Source> source : pipeline.sources().entrySet()) {
        if (source.getValue().snapshot() == null) {
          String table = source.getKey().equals(Pipeline.RAW) ? location : beside + source.getKey();
          all.add(ingested(pipeline, source.getKey(), source.getValue(), table, run));
        }
      }
      all.forEach(Ingested::commit);
      return all.stream().map(Ingested::summary).toList();
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw known(e);
    } finally {
      all.forEach(Ingested::close);
    }
  }

  /** A source whose rows are written and checked. */
  private record Ingested(
      IngestionSummary summary, StagedParquet table, Optional<StagedParquet> malformed) {

    void commit() {
      malformed.ifPresent(StagedParquet::commit);
      table.commit();
    }

    void close() {
      malformed.ifPresent(StagedParquet::close);
      table.close();
    }
  }

  private Ingested ingested(
      Pipeline pipeline, String name, Source source, String location, RunId run) {
    long start = System.nanoTime();
    SourceRows rows = new SourceReader(spark).read(pipeline, name, source);
    requireColumns(rows, name, source);
    Observation counts = Observation.apply("ingest " + name);
    SourceRows observed = rows.with(all -> observed(all, rows.checked(), counts));
    Dataset<Row> kept = observed.kept();
    Dataset<Row> marked = name.equals(Pipeline.RAW) ? Origin.mark(kept, pipeline) : kept;
    StagedParquet table = StagedParquet.write(marked, location, source.partitionBy(), run);
    try {
      Map<String, Object> counted = counted(counts);
      long read = (Long) counted.getOrDefault("read", 0L);
      long broken = (Long) counted.getOrDefault("malformed", 0L);
      Malformed malformed = Malformed.of(rows, name, read, broken, source.malformedBound());
      List<Verdict> verdicts = checked(source, name, table.rows());
      TableFigures figures = TableFigures.of(table.rows(), pipeline.key());
      Optional<StagedParquet> aside = aside(malformed, location + MALFORMED, run);
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
              verdicts);
      LOG.info(
          "Ingest read {} rows of source {}, {} a second, and set {} malformed ones aside",
          read,
          name,
          summary.rowsPerSecond(),
          broken);
      return new Ingested(summary, table, aside);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
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
    source.rules().requireColumns(name, columns.fieldNames());
    for (String column : source.partitionBy()) {
      if (java.util.Arrays.stream(columns.fieldNames()).noneMatch(column::equalsIgnoreCase)) {
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
    List<Verdict> failed = verdicts.stream().filter(Verdict::stops).toList();
    if (!failed.isEmpty()) {
      throw new ContractException(
          "The rows of sources.%s break %d of %d rules, and the table stays as it was: %s"
              .formatted(
                  name,
                  failed.size(),
                  verdicts.size(),
                  failed.stream()
                      .map(verdict -> "%s (%s)".formatted(verdict.rule(), verdict.figures()))
                      .collect(Collectors.joining("; "))));
    }
    return verdicts;
  }

  /** The table of malformed rows; an empty one takes the place of an earlier run's. */
  private Optional<StagedParquet> aside(Malformed malformed, String location, RunId run) {
    boolean needed = !malformed.reasons().isEmpty() || Tables.exists(spark, location);
    return needed
        ? Optional.of(StagedParquet.write(malformed.rows(), location, List.of(), run))
        : Optional.empty();
  }

  private static RuntimeException known(Exception failure) {
    if (failure instanceof io.propensity.run.JobException known) {
      return known;
    }
    Optional<ContractException> broken = ReadFailure.brokenFile(failure);
    if (broken.isPresent()) {
      return broken.get();
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  /** Malformed rows within their bound. */
  private record Malformed(Dataset<Row> rows, Map<String, Long> reasons) {

    static Malformed of(
        SourceRows rows,
        String name,
        long read,
        long broken,
        io.propensity.pipeline.MaxMalformed bound) {
      Dataset<Row> malformed =
          rows.checked() ? rows.malformed() : rows.all().sparkSession().emptyDataFrame();
      if (!bound.allows(broken, read)) {
        Row first = malformed.orderBy("file", "line").head();
        String line = first.isNullAt(1) ? "" : " line " + first.getLong(1);
        throw new ContractException(
            "%d of %d rows of sources.%s are malformed, and max_malformed is %s: the table stays as it was. The first is %s%s: it %s: %s"
                .formatted(
                    broken,
                    read,
                    name,
                    bound,
                    first.getString(0).replaceFirst("^file:/+", "/"),
                    line,
                    first.getString(2),
                    first.getString(3)));
      }
      Map<String, Long> reasons = new TreeMap<>();
      if (broken > 0) {
        malformed
            .groupBy("reason")
            .count()
            .collectAsList()
            .forEach(row -> reasons.put(row.getString(0), row.getLong(1)));
      }
      return new Malformed(malformed, reasons);
    }
  }
}
