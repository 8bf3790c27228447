package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.model.ModelVersion;
import io.propensity.run.RunId;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The columns of published predictions. */
final class Predictions {

  private Predictions() {}

  /** {@code user_id, prediction_score, campaign_id, model_version, run_id, scored_at}. */
  static Dataset<Row> of(
      Dataset<Row> scored,
      String key,
      Campaign campaign,
      ModelVersion model,
      RunId run,
      Instant scoredAt) {
    return scored.select(
        scored.col(FeatureTable.quoted(key)).as("user_id"),
        scored.col(Scorer.SCORE),
        functions.lit(campaign.id()).as("campaign_id"),
        functions.lit(model.version()).as("model_version"),
        functions.lit(run.value()).as("run_id"),
        functions.lit(scoredAt).as("scored_at"));
  }
}
