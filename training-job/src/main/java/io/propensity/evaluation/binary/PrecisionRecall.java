package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.LinkedHashMap;
import java.util.Map;

/** Precision, recall and F1 of the positive class at the threshold; 0 where undefined. */
record PrecisionRecall() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("precision", confusion.precision());
    metrics.put("recall", confusion.recall());
    metrics.put("f1", confusion.f1());
    return metrics;
  }
}
