package io.propensity.prediction.delivery;

import io.propensity.campaign.Campaign;
import io.propensity.campaign.OutputSettings;
import io.propensity.prediction.ranking.Segments;
import io.propensity.prediction.ranking.Top;
import io.propensity.prediction.users.KeyHash;
import io.propensity.report.PredictionColumns;
import io.propensity.run.UsageException;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Which scored rows are published, and what is added to them.
 *
 * @param top so many rows of the greatest scores; null for all
 * @param minScore rows with at least this score; null for all
 * @param segments their names by rank or score; null for none
 * @param holdout the share of users that is marked as control group; null for none
 */
public record Shape(
    @Nullable Long top,
    @Nullable Double minScore,
    @Nullable Segments segments,
    @Nullable Double holdout) {

  /** STRING: a row's segment. */
  public static final String SEGMENT = "segment";

  /** BOOLEAN: whether a user belongs to the control group, and is to be left alone. */
  public static final String CONTROL = "control";

  public Shape {
    if (top != null && top < 1) {
      throw new UsageException("--top %d: at least one row has to be left".formatted(top));
    }
    if (minScore != null && minScore.isNaN()) {
      throw new UsageException("--min-score is not a number");
    }
    if (holdout != null && !(holdout > 0 && holdout < 1)) {
      throw new UsageException("--holdout %s is not a share between 0 and 1".formatted(holdout));
    }
  }

  /** The same with what a campaign says where this says nothing. */
  public Shape or(Campaign campaign) {
    OutputSettings output = campaign.output();
    return new Shape(
        top != null || output == null ? top : output.top(),
        minScore != null || output == null ? minScore : output.minScore(),
        segments != null ? segments : Segments.ofCampaign(campaign.segments()),
        holdout != null ? holdout : campaign.holdout());
  }

  /** Whether every scored row is published as it is. */
  public boolean isPlain() {
    return top == null && minScore == null && segments == null && holdout == null;
  }

  /**
   * Chooses and marks rows.
   *
   * @param predictions the scored rows; the key comes first
   * @param keyWidth how many columns the key has
   * @param campaignId each campaign has a control group of its own, the same in all its runs
   * @param rows how many there are
   * @return the columns of {@code predictions}, with {@link #SEGMENT} and {@link #CONTROL} after
   *     the scores where they are asked for
   */
  public Dataset<Row> of(Dataset<Row> predictions, int keyWidth, long campaignId, long rows) {
    Column[] key =
        Arrays.stream(predictions.columns())
            .limit(keyWidth)
            .map(name -> predictions.col(FeatureTable.quoted(name)))
            .toArray(Column[]::new);
    Column score = predictions.col(Scorer.SCORE);
    Column hash = KeyHash.of("rank", key);
    Map<String, Column> added = new LinkedHashMap<>();
    if (segments != null) {
      added.put(SEGMENT, segments.of(predictions, score, hash, rows));
    }
    if (holdout != null) {
      added.put(CONTROL, KeyHash.share("control of campaign " + campaignId, holdout, key));
    }
    Column chosen = minScore == null ? functions.lit(true) : score.geq(minScore);
    if (top != null) {
      chosen = chosen.and(Top.of(predictions, score, hash, top, rows));
    }
    return predictions.filter(chosen).select(columns(predictions, added));
  }

  private static Column[] columns(Dataset<Row> predictions, Map<String, Column> added) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : predictions.columns()) {
      if (name.equals(PredictionColumns.CAMPAIGN_ID)) {
        columns.putAll(added);
      }
      columns.put(name, predictions.col(FeatureTable.quoted(name)));
    }
    return columns.entrySet().stream()
        .map(column -> column.getValue().as(column.getKey()))
        .toArray(Column[]::new);
  }
}
