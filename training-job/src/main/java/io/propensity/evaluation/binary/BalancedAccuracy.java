package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Map;

/** {@code balanced_accuracy_score}: the mean of both classes' recall. */
record BalancedAccuracy() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    double balanced = (confusion.recall() + confusion.mirrored().recall()) / 2;
    return Map.of("balanced_accuracy", ranking.hasBothClasses() ? balanced : Double.NaN);
  }
}
