package io.propensity.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * A features table on its way: its rows are written first, in one pass over the sources, then
 * checked, then they take their place.
 */
public final class FeaturesTable {

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
   * Looks at the rows as they were written, in at most three Spark jobs.
   *
   * @throws ContractException when there are none, a key is NULL or doubled, a weight is not above
   *     0, or the label has a value that is no class
   */
  public FeaturesSummary check(Dataset<Row> written) {
    FeaturesSummary summary = FeaturesSummary.of(written, recipe, classes, this::unlabelled);
    if (summary.rows() == 0) {
      throw new ContractException("No row has a label: there is nothing to train on");
    }
    require(summary.keyless(), "have no key: '%s' is NULL".formatted(names()));
    require(
        summary.unweighable(),
        "have a weight that is NULL or not above 0: leave them out, or give them one");
    if (classes.task() == Task.MULTICLASS && summary.strangers() > 0) {
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
    return summary;
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
    selected.add(recipe.key().size(), col(Features.LABEL).as(Features.LABEL, metadata()));
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

  /** The properties that go with the rows, for a table that has none of its own. */
  private Metadata metadata() {
    MetadataBuilder metadata = new MetadataBuilder();
    recipe.properties().forEach(metadata::putString);
    return metadata.build();
  }

  /** The properties that came with the rows of a table that has none of its own. */
  public static Map<String, String> properties(Dataset<Row> table) {
    boolean made = List.of(table.columns()).contains(Features.LABEL);
    Metadata metadata = made ? table.schema().apply(Features.LABEL).metadata() : Metadata.empty();
    return metadata.contains(FeaturesRecipe.PROPERTY)
        ? Map.of(FeaturesRecipe.PROPERTY, metadata.getString(FeaturesRecipe.PROPERTY))
        : Map.of();
  }
}
