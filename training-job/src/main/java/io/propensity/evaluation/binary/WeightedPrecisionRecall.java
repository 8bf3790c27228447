package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The means over both classes by their rows: scikit-learn's {@code average='weighted'}. */
record WeightedPrecisionRecall() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("precision_weighted", mean(confusion, Confusion::precision));
    metrics.put("recall_weighted", mean(confusion, Confusion::recall));
    metrics.put("f1_weighted", mean(confusion, Confusion::f1));
    return metrics;
  }

  private static double mean(Confusion confusion, ToDoubleFunction<Confusion> metric) {
    double ofPositives = metric.applyAsDouble(confusion) * confusion.positives();
    double ofNegatives = metric.applyAsDouble(confusion.mirrored()) * confusion.negatives();
    return (ofPositives + ofNegatives) / confusion.total();
  }
}
