package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.report.PredictionColumns;
import io.propensity.run.RunId;
import io.propensity.scoring.CatBoostScorer;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The columns of published predictions. */
final class Predictions {

  /** What the key's column is called where there is only one. */
  static final String KEY = "user_id";

  private Predictions() {}

  /**
   * {@code user_id} (the key, whatever its name; several key columns under their own names), {@code
   * prediction_score}, of several classes {@code predicted_class} and {@code class_probabilities},
   * {@code explanation} where there is one, then {@link PredictionColumns#TECHNICAL}.
   */
  static Dataset<Row> of(
      Dataset<Row> scored,
      List<String> key,
      Campaign campaign,
      ModelVersion model,
      RunId run,
      Instant scoredAt) {
    List<Column> columns = new ArrayList<>();
    for (String name : key) {
      Column column = scored.col(FeatureTable.quoted(name));
      columns.add(key.size() == 1 ? column.as(KEY) : column);
    }
    List<String> there = Arrays.asList(scored.columns());
    Stream.of(Scorer.SCORE, Scorer.PREDICTED_CLASS, Scorer.CLASS_PROBABILITIES, Scorer.EXPLANATION)
        .filter(there::contains)
        .forEach(name -> columns.add(scored.col(name)));
    columns.add(functions.lit(campaign.id()).as(PredictionColumns.CAMPAIGN_ID));
    columns.add(functions.lit(model.version()).as(PredictionColumns.MODEL_VERSION));
    columns.add(functions.lit(run.value()).as(PredictionColumns.RUN_ID));
    columns.add(functions.lit(scoredAt).as(PredictionColumns.SCORED_AT));
    return scored.select(columns.toArray(Column[]::new));
  }

  /**
   * No predictions, with the columns that those of a campaign will have.
   *
   * @param scored the key, and the columns that the model adds
   * @param explained whether there is an explanation
   */
  static Dataset<Row> none(
      SparkSession spark,
      StructType scored,
      List<String> key,
      Campaign campaign,
      Manifest manifest,
      boolean explained) {
    StructType columns = explained ? scored.add(CatBoostScorer.explanationField()) : scored;
    return of(
        spark.createDataFrame(List.of(), columns),
        key,
        campaign,
        manifest.modelVersion(),
        new RunId("r-none"),
        Instant.EPOCH);
  }
}
