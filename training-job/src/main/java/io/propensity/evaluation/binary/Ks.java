package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Map;

/** Kolmogorov and Smirnov's statistic of the two classes' scores: the best TPR minus FPR. */
record Ks() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    return Map.of("ks", ranking.hasBothClasses() ? ranking.ks() : Double.NaN);
  }
}
