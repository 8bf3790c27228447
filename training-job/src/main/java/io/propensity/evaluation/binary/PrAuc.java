package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Map;

/** {@code average_precision_score}: precision by recall, without interpolation. */
record PrAuc() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    return Map.of("pr_auc", ranking.averagePrecision());
  }
}
