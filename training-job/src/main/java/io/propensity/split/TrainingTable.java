package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.propensity.features.FeaturesRecipe;
import io.propensity.features.ModelColumns;
import io.propensity.model.Task;
import io.propensity.model.TrainingData;
import io.propensity.pipeline.Pipeline;
import io.propensity.table.Tables;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * A features table that is trained on. Its rows are kept by Spark, so that all passes see the same
 * ones whatever becomes of the files.
 *
 * @param rows those of the features table with {@link SplitName#COLUMN}
 * @param recipe what the table holds
 * @param snapshot the state of the table, null for one without snapshots
 */
public record TrainingTable(
    String location,
    @Nullable Long snapshot,
    Dataset<Row> rows,
    FeaturesRecipe recipe,
    TrainingRows counts)
    implements AutoCloseable {

  /**
   * Takes a features table.
   *
   * @param recipe what it must have been made by
   * @throws io.propensity.run.ConfigurationException when the pipeline has changed since
   * @throws io.propensity.run.ContractException when a split has not what it needs
   */
  public static TrainingTable of(
      Tables.Opened table, Pipeline pipeline, String recipe, String location) {
    FeaturesRecipe found = FeaturesRecipe.of(table.properties(), recipe, location);
    return of(table.rows(), found, pipeline, location, table.snapshot());
  }

  /**
   * Deals the rows of a features table and counts them.
   *
   * @throws io.propensity.run.ContractException when a split has not what it needs
   */
  public static TrainingTable of(
      Dataset<Row> table,
      FeaturesRecipe recipe,
      Pipeline pipeline,
      String location,
      @Nullable Long snapshot) {
    Dataset<Row> kept =
        Dealing.of(table, recipe.key(), pipeline.split()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TrainingRows counts =
          RowGroups.of(kept, recipe.key(), recipe.classes().size(), lit(0))
              .rows()
              .require(
                  List.of(SplitName.TRAIN, SplitName.measured(pipeline.split())),
                  "bring more data, or change split in pipeline.yaml");
      return new TrainingTable(location, snapshot, kept, recipe, counts);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      kept.unpersist();
      throw e;
    }
  }

  public ModelColumns columns() {
    return recipe.columns();
  }

  /** In the order of the label's numbers; of a binary task the negative one, the positive one. */
  public List<String> classes() {
    return recipe.classes();
  }

  /** The class whose probability is the score, for a binary task. */
  public Optional<String> positive() {
    return recipe.task() == Task.BINARY ? Optional.of(classes().get(1)) : Optional.empty();
  }

  /** What is fitted on: all but the rows of the test split. */
  public TrainingSet fitting(Pipeline pipeline) {
    return set(rows.filter(col(SplitName.COLUMN).notEqual(SplitName.TEST.label())), pipeline);
  }

  /** All rows to train on, those of the test split too: for the model that is published. */
  public TrainingSet everything(Pipeline pipeline) {
    Dataset<Row> all = rows.withColumn(SplitName.COLUMN, lit(SplitName.TRAIN.label()));
    TrainingSet set = set(all, pipeline);
    return set.with(all, "bring more data");
  }

  private TrainingSet set(Dataset<Row> some, Pipeline pipeline) {
    return new TrainingSet(
        some,
        counts,
        columns(),
        recipe.key(),
        recipe.task(),
        classes(),
        positive(),
        recipe.weighted(),
        pipeline.split().seedOrDefault());
  }

  public TrainingData data() {
    return new TrainingData(
        location,
        counts.total(),
        counts.fingerprint(),
        snapshot,
        counts.testFingerprint(),
        recipe.sources().isEmpty() ? null : recipe.sources());
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
