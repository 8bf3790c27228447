package io.propensity.features;

import static org.apache.spark.sql.functions.when;

import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.scoring.FeatureTable;
import io.propensity.sql.ExpressionColumns;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/** The second step: raw rows become what a model is trained on. */
public final class Features {

  /** 1 for the positive class, 0 for the other. */
  public static final String LABEL = "_label";

  /** Metadata of {@link #LABEL}: what the table was made by, and the class that 0 stands for. */
  public static final String RECIPE = "propensity.recipe";

  public static final String NEGATIVE = "propensity.negative";

  private Features() {}

  /**
   * The key, {@link #LABEL}, the inputs and the derived columns of each row that has a label.
   *
   * @param runDate the value of {@code current_date} in derived columns
   */
  public static Dataset<Row> of(
      Dataset<Row> raw, Pipeline pipeline, LabelCensus census, LocalDate runDate) {
    ModelColumns columns = ModelColumns.of(pipeline, ExpressionColumns.columns(raw.schema()));
    Dataset<Row> labelled =
        raw.withColumn(
                LABEL,
                when(LabelCensus.text(raw, pipeline).equalTo(pipeline.label().positive().get(0)), 1)
                    .otherwise(0)
                    .as(LABEL, recipe(pipeline, census)))
            .filter(
                raw.col(FeatureTable.quoted(String.valueOf(pipeline.label().column())))
                    .isNotNull());
    return FeatureTable.of(
        labelled,
        "The raw table",
        List.of(pipeline.key().column(), LABEL),
        columns.inputs(),
        columns.derived(),
        runDate);
  }

  /** The columns of a features table that came from the raw table. */
  public static ModelColumns columns(Dataset<Row> features, Pipeline pipeline) {
    String[] made = {pipeline.key().column(), LABEL};
    Dataset<Row> raw = features.drop(made).drop(pipeline.derive().keySet().toArray(String[]::new));
    return ModelColumns.of(pipeline, ExpressionColumns.columns(raw.schema()));
  }

  /**
   * The class that 0 stands for in a features table.
   *
   * @throws ConfigurationException when the table was made before the pipeline changed
   */
  public static String negative(Dataset<Row> features, Pipeline pipeline, String location) {
    boolean made = Arrays.asList(features.columns()).contains(LABEL);
    Metadata metadata = made ? features.schema().apply(LABEL).metadata() : Metadata.empty();
    if (!metadata.contains(RECIPE) || !metadata.getString(RECIPE).equals(pipeline.recipe())) {
      throw new ConfigurationException(
          "The features table at %s was not made by this pipeline.yaml as it is now: run --steps features,train,evaluate"
              .formatted(location));
    }
    return metadata.getString(NEGATIVE);
  }

  private static Metadata recipe(Pipeline pipeline, LabelCensus census) {
    return new MetadataBuilder()
        .putString(RECIPE, pipeline.recipe())
        .putString(NEGATIVE, census.negative())
        .build();
  }
}
