package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.ranking.RowMetric;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Map;

/** A metric that is a mean over the rows. */
interface MeanMetric extends BinaryMetric, RowMetric {

  String name();

  @Override
  default Map<String, Double> of(Ranking ranking, Confusion confusion) {
    return Map.of(name(), ranking.means().getOrDefault(name(), Double.NaN));
  }
}
