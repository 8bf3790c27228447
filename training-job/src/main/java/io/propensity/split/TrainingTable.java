package io.propensity.split;

import static org.apache.spark.sql.functions.col;

import io.propensity.features.Features;
import io.propensity.features.ModelColumns;
import io.propensity.model.TrainingData;
import io.propensity.pipeline.Pipeline;
import io.propensity.scoring.FeatureTable;
import io.propensity.table.Reread;
import io.propensity.table.Tables;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * A features table that is trained on. Its rows are kept by Spark, so that all passes see the same
 * ones whatever becomes of the files.
 *
 * @param classes the negative one, the positive one
 */
public record TrainingTable(
    String location,
    Dataset<Row> rows,
    ModelColumns columns,
    List<String> classes,
    TrainingRows counts)
    implements AutoCloseable {

  public static TrainingTable read(SparkSession spark, Pipeline pipeline, String location) {
    return Reread.whenReplaced(() -> readOnce(spark, pipeline, location));
  }

  private static TrainingTable readOnce(SparkSession spark, Pipeline pipeline, String location) {
    Dataset<Row> table =
        Tables.read(spark, "features table", location, "run --steps features first");
    String negative = Features.negative(table, pipeline, location);
    ModelColumns columns = Features.columns(table, pipeline);
    Column part =
        SplitName.of(
            table.col(FeatureTable.quoted(pipeline.key().column())), pipeline.split().recorded());
    Dataset<Row> kept =
        table.withColumn(SplitName.COLUMN, part).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TrainingRows counts = TrainingRows.of(kept);
      List<String> classes = List.of(negative, pipeline.label().positive().get(0));
      return new TrainingTable(location, kept, columns, classes, counts);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      kept.unpersist();
      throw e;
    }
  }

  /** What is fitted on: all but the rows of the test split. */
  public TrainingSet fitting(Pipeline pipeline) {
    return new TrainingSet(
        rows.filter(col(SplitName.COLUMN).notEqual(SplitName.TEST.label())),
        counts,
        columns,
        pipeline.key().columns(),
        pipeline.task(),
        classes,
        pipeline.label().positive().stream().findFirst(),
        false,
        pipeline.split().seedOrDefault());
  }

  public TrainingData data() {
    return new TrainingData(location, counts.total(), counts.fingerprint());
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
