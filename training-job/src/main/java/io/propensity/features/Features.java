package io.propensity.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineParts;
import io.propensity.pipeline.SplitSpec;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.sql.ExpressionColumns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The second step: the sources' rows become what a model is trained on, one row a key. */
public final class Features {

  /** The label's number: INT for a class, DOUBLE in a regression. */
  public static final String LABEL = "_label";

  /** How much a row counts: DOUBLE, above 0; there where the pipeline has a weight. */
  public static final String WEIGHT = "_weight";

  /** The part that a row's source stands for; there where the split is by sources. */
  public static final String SOURCE = "_source";

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final LocalDate runDate;
  private final @Nullable OwnerSql features;
  private final @Nullable OwnerSql label;
  private final String queries;
  private final boolean clock;

  /**
   * The step for one pipeline.
   *
   * @param folder reads a file of the pipeline's folder
   * @param runDate the value of {@code current_date} in derived columns
   * @throws ConfigurationException when {@code features.sql} or {@code label.sql} is no query
   */
  public Features(
      SparkSession spark, Pipeline pipeline, UnaryOperator<String> folder, LocalDate runDate) {
    this.spark = spark;
    this.pipeline = pipeline;
    this.runDate = runDate;
    StringBuilder texts = new StringBuilder();
    this.features = query(pipeline.features(), folder, texts);
    this.label = query(pipeline.label().sql(), folder, texts);
    this.queries = texts.toString();
    this.clock = Clock.isRead(pipeline, folder);
  }

  /** Whether equal sources may give other rows at another time. */
  public boolean looksAtTheClock() {
    return clock;
  }

  /**
   * Checks all names and types against the sources' columns; reads no row.
   *
   * @throws ConfigurationException for a name, an expression or a query that does not fit
   * @throws ContractException for a column whose type or name cannot be worked with
   */
  public void require(Map<String, StructType> sources) {
    Map<String, Dataset<Row>> empty = new LinkedHashMap<>();
    sources.forEach((name, columns) -> empty.put(name, spark.createDataFrame(List.of(), columns)));
    if (features == null) {
      DeclaredNames.require(pipeline.parts(), table(empty, pipeline.parts().main()).schema());
    }
    Dataset<Row> labelled = labelled(empty);
    columns(labelled, LabelSource.of(pipeline.label()));
  }

  /**
   * The rows with their labels; what is wrong with them is found by {@link FeaturesTable#check},
   * once they are written.
   *
   * @throws ContractException when the label's values are not what the task needs, or a source's
   *     keys are NULL or doubled
   */
  public FeaturesTable of(Map<String, Dataset<Row>> sources) {
    Dataset<Row> labelled = labelled(sources);
    LabelSource source = LabelSource.of(pipeline.label());
    ModelColumns columns = columns(labelled, source);
    List<String> key = pipeline.key().columns();
    List<String> within = hasParts() ? List.of(SOURCE) : List.of();
    if (features == null) {
      Keys.require(labelled, key, subject(pipeline.parts()), within);
    }
    boolean distinct = features == null || (within.isEmpty() && Keys.areDistinct(labelled, key));
    LabelCensus census = new LabelCensus(labelled, source.name(), pipeline.label());
    Classes classes = census.classes(pipeline.task());
    FeaturesRecipe recipe =
        new FeaturesRecipe(
            recipe(),
            key,
            pipeline.task(),
            columns,
            classes.names(),
            pipeline.weight() != null,
            Map.of());
    return new FeaturesTable(
        labelled, kept(labelled, columns), classes, census, recipe, runDate, distinct, failing());
  }

  /** What a features table is made by, in words; equal for equal pipelines and queries. */
  public String recipe() {
    return "%s, task=%s, split=%s, segments=%s, queries=%s"
        .formatted(
            pipeline.recipe(),
            pipeline.task(),
            hasParts() ? pipeline.split() : ModelColumns.splitColumn(pipeline.split()),
            pipeline.evaluation().segments(),
            queries);
  }

  /** Whose rows the features are made of, for messages. */
  static String subject(PipelineParts pipeline) {
    return pipeline.features() == null ? "the raw table" : pipeline.features();
  }

  private boolean hasParts() {
    return pipeline.split() instanceof SplitSpec.Sources;
  }

  private Dataset<Row> labelled(Map<String, Dataset<Row>> sources) {
    if (pipeline.split() instanceof SplitSpec.Sources parts) {
      Dataset<Row> all = part(sources, parts.train(), parts.train(), "train");
      if (parts.validation() != null && parts.validation().source() != null) {
        all =
            all.unionByName(
                part(sources, parts.train(), parts.validation().source(), "validation"));
      }
      return all.unionByName(part(sources, parts.train(), parts.test(), "test"));
    }
    return one(sources, Pipeline.RAW);
  }

  /** The same queries over another source under the name of the one that is trained on. */
  private Dataset<Row> part(
      Map<String, Dataset<Row>> sources, String train, String source, String part) {
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>(sources);
    tables.put(train, table(sources, source));
    try {
      return one(tables, train).withColumn(SOURCE, lit(part));
    } catch (ConfigurationException e) {
      throw new ConfigurationException("source %s: %s".formatted(source, e.getMessage()), e);
    }
  }

  private Dataset<Row> one(Map<String, Dataset<Row>> tables, String main) {
    Dataset<Row> rows = features == null ? table(tables, main) : features.over(spark, tables);
    requireFree(rows);
    pipeline.key().columns().forEach(name -> LabelSource.requireColumn(rows, "key", name));
    Optional<Dataset<Row>> query = Optional.ofNullable(label).map(sql -> labels(sql, tables));
    return LabelSource.attach(rows, pipeline.label(), pipeline.key().columns(), query, runDate);
  }

  private Dataset<Row> labels(OwnerSql sql, Map<String, Dataset<Row>> tables) {
    Dataset<Row> labels = sql.over(spark, tables);
    LabelSource.labelOf(labels, sql.file(), pipeline.key().columns());
    if (!Keys.areDistinct(labels, pipeline.key().columns())) {
      Keys.require(labels, pipeline.key().columns(), sql.file(), List.of());
    }
    return labels;
  }

  private ModelColumns columns(Dataset<Row> labelled, LabelSource source) {
    Dataset<Row> rows = labelled.drop(LabelSource.VALUE, SOURCE);
    extras(pipeline.parts())
        .forEach((name, setting) -> LabelSource.requireColumn(rows, setting, name));
    return ModelColumns.of(pipeline.parts(), ExpressionColumns.columns(rows.schema()), source);
  }

  /**
   * Columns that the rows must have beside key, label and features, and who wants them. What a
   * derived column makes is not among them.
   */
  static Map<String, String> extras(PipelineParts pipeline) {
    Map<String, String> extras = new LinkedHashMap<>();
    if (pipeline.weight() != null) {
      extras.put(pipeline.weight(), "weight");
    }
    kept(pipeline)
        .forEach(
            (name, setting) -> {
              if (pipeline.derive().keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                extras.putIfAbsent(name, setting);
              }
            });
    return extras;
  }

  /** Columns that the table has though no feature may be made of them, and who wants them. */
  private static Map<String, String> kept(PipelineParts pipeline) {
    Map<String, String> kept = new LinkedHashMap<>();
    ModelColumns.splitColumn(pipeline.split()).ifPresent(name -> kept.put(name, "split.column"));
    pipeline.evaluation().segments().forEach(name -> kept.putIfAbsent(name, "evaluation.segments"));
    return kept;
  }

  private List<Column> kept(Dataset<Row> labelled, ModelColumns columns) {
    List<Column> kept = new ArrayList<>();
    pipeline.key().columns().forEach(name -> kept.add(column(labelled, name).as(name)));
    if (pipeline.weight() != null) {
      kept.add(column(labelled, pipeline.weight()).cast("double").as(WEIGHT));
    }
    if (hasParts()) {
      kept.add(col(SOURCE));
    }
    for (String name : kept(pipeline.parts()).keySet()) {
      if (!columns.has(name) && !pipeline.key().has(name)) {
        kept.add(column(labelled, name).as(name));
      }
    }
    return kept;
  }

  private List<OwnerSql> failing() {
    List<OwnerSql> all = new ArrayList<>();
    Optional.ofNullable(features).ifPresent(all::add);
    Optional.ofNullable(label).ifPresent(all::add);
    return all;
  }

  private static void requireFree(Dataset<Row> rows) {
    for (String name : rows.columns()) {
      if (List.of(LABEL, WEIGHT, SOURCE, LabelSource.VALUE, "_split", "_fold").stream()
          .anyMatch(name::equalsIgnoreCase)) {
        throw new ContractException(
            "The raw table has a column '%s', which the training makes: rename it at its source"
                .formatted(name));
      }
    }
  }

  private static Dataset<Row> table(Map<String, Dataset<Row>> tables, String name) {
    Dataset<Row> table = tables.get(name);
    if (table == null) {
      throw new IllegalStateException("There is no source " + name);
    }
    return table;
  }

  private static Column column(Dataset<Row> rows, String name) {
    return rows.col(FeatureTable.quoted(name));
  }

  private @Nullable OwnerSql query(
      @Nullable String file, UnaryOperator<String> folder, StringBuilder texts) {
    if (file == null) {
      return null;
    }
    String text = folder.apply(file);
    texts.append(file).append(':').append(sha256(text)).append(' ');
    return OwnerSql.parse(spark, file, text);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
