package io.propensity.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.propensity.json.Json;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.table.StagedTable;
import io.propensity.table.TableName;
import io.propensity.table.Tables;
import io.propensity.table.Warehouse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A features table on its way: its rows are written first, in one pass over the sources, then
 * checked, then they take their place.
 */
public final class FeaturesTable {

  private static final String SUMMARY = "summary";

  private final Dataset<Row> rows;
  private final Classes classes;
  private final LabelCensus census;
  private final FeaturesRecipe recipe;
  private final boolean distinct;
  private final List<OwnerSql> queries;
  private final Observation read = new Observation("features");

  FeaturesTable(
      Dataset<Row> labelled,
      List<Column> kept,
      Classes classes,
      LabelCensus census,
      FeaturesRecipe recipe,
      LocalDate runDate,
      boolean distinct,
      List<OwnerSql> queries) {
    this.classes = classes;
    this.census = census;
    this.recipe = recipe;
    this.distinct = distinct;
    this.queries = queries;
    this.rows = rows(labelled, kept, runDate);
  }

  /** The key, the label, the weight, what split and segments need, inputs and derived columns. */
  public Dataset<Row> rows() {
    return rows;
  }

  public FeaturesRecipe recipe() {
    return recipe;
  }

  /**
   * Writes the table in the place of the one before, once its rows were checked.
   *
   * @param sources the states of the sources' tables that it is made of
   * @param sourceRows how many rows those have, null where one does not tell
   * @param properties what else is to be said of it
   * @throws ContractException when a row breaks a query, or {@link #check} refuses them
   */
  public Written write(
      Warehouse warehouse,
      TableName name,
      Map<String, Long> sources,
      @Nullable Long sourceRows,
      Map<String, String> properties) {
    long start = System.nanoTime();
    try (StagedTable staged = warehouse.stage(rows, name, List.of())) {
      FeaturesSummary checked = check(staged.rows());
      FeaturesSummary summary = checked.took(sourceRows, (System.nanoTime() - start) / 1e9);
      Map<String, String> all = new TreeMap<>(properties);
      all.putAll(recipe.of(sources).properties());
      all.put(SUMMARY, new String(Json.write(summary), StandardCharsets.UTF_8));
      return new Written(summary, staged.commit(all));
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      Optional<ContractException> told = failure(e);
      if (told.isPresent()) {
        throw told.get();
      }
      throw e;
    }
  }

  /** A features table that was written. */
  public record Written(FeaturesSummary summary, long snapshot) {}

  /** The summary that was committed with a table. */
  public static Optional<FeaturesSummary> summary(Tables.Opened table) {
    return table
        .property(SUMMARY)
        .map(
            json ->
                Json.read(
                    json.getBytes(StandardCharsets.UTF_8),
                    FeaturesSummary.class,
                    "The summary of the features table"));
  }

  /**
   * Looks at the rows as they were written, in at most three Spark jobs.
   *
   * @throws ContractException when there are none, a key is NULL or doubled, a weight is not above
   *     0, or the label has a value that is no class
   */
  public FeaturesSummary check(Dataset<Row> written) {
    FeaturesSummary.Counted counted =
        FeaturesSummary.of(written, recipe, classes, this::unlabelled);
    if (counted.summary().rows() == 0) {
      throw new ContractException("No row has a label: there is nothing to train on");
    }
    require(counted.keyless(), "have no key: '%s' is NULL".formatted(names()));
    require(
        counted.unweighable(),
        "have a weight that is NULL or not above 0: leave them out, or give them one");
    if (classes.task() == Task.MULTICLASS && counted.strangers() > 0) {
      throw new ContractException(
          "label.classes does not name %s: add them, or leave their rows out"
              .formatted(census.strangers(classes.names())));
    }
    if (!distinct) {
      boolean parts = List.of(written.columns()).contains(Features.SOURCE);
      Keys.require(
          written,
          recipe.key(),
          queries.get(0).file(),
          parts ? List.of(Features.SOURCE) : List.of());
    }
    return counted.summary();
  }

  /** What is said when a value of a row breaks one of the queries; empty when none is to blame. */
  public Optional<ContractException> failure(Throwable thrown) {
    return queries.stream().flatMap(query -> query.failure(thrown).stream()).findFirst();
  }

  private void require(long bad, String why) {
    if (bad > 0) {
      throw new ContractException("%d rows of the features table %s".formatted(bad, why));
    }
  }

  private String names() {
    return String.join(", ", recipe.key());
  }

  /** Spark counts in the pass that writes; where it made a row twice, it counted all twice. */
  private long unlabelled(long written) {
    try {
      Map<String, Object> counted = read.getAsJava();
      long unlabelled = (Long) counted.getOrDefault("unlabelled", 0L);
      long passes = ((Long) counted.getOrDefault("rows", 0L) - unlabelled) / Math.max(1, written);
      return unlabelled / Math.max(1, passes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the features table was counted", e);
    }
  }

  private Dataset<Row> rows(Dataset<Row> labelled, List<Column> kept, LocalDate runDate) {
    DataType type = labelled.schema().apply(LabelSource.VALUE).dataType();
    Dataset<Row> numbered =
        labelled
            .withColumn(Features.LABEL, classes.number(col(LabelSource.VALUE), type))
            .observe(
                read,
                count(lit(1)).as("rows"),
                count_if(col(Features.LABEL).isNull()).as("unlabelled"))
            .filter(col(Features.LABEL).isNotNull());
    List<Column> selected = new ArrayList<>(kept);
    selected.add(recipe.key().size(), col(Features.LABEL));
    List<String> names =
        new ArrayList<>(List.of(numbered.select(selected.toArray(Column[]::new)).columns()));
    List<Column> all = new ArrayList<>(selected);
    recipe.columns().inputs().stream()
        .filter(input -> names.stream().noneMatch(input.name()::equalsIgnoreCase))
        .forEach(input -> all.add(col(FeatureTable.quoted(input.name()))));
    return FeatureTable.of(
        numbered.select(all.toArray(Column[]::new)),
        "The raw table",
        names,
        recipe.columns().inputs(),
        recipe.columns().derived(),
        runDate);
  }
}
