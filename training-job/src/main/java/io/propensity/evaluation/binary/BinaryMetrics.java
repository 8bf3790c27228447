package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.ranking.RowMetric;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All metrics of a binary model, in the order of the reports. */
public final class BinaryMetrics {

  private static final List<BinaryMetric> ALL =
      List.of(
          new Size(),
          new RocAuc(),
          new PrAuc(),
          new LogLoss(),
          new Brier(),
          new Ks(),
          new CalibrationError(),
          new Accuracy(),
          new PrecisionRecall(),
          new WeightedPrecisionRecall(),
          new BalancedAccuracy(),
          new Deciles());

  private BinaryMetrics() {}

  /** By name, those that are finite. */
  public static Map<String, Double> of(Ranking ranking, Confusion confusion) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (BinaryMetric metric : ALL) {
      metric.of(ranking, confusion).forEach(metrics::put);
    }
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return Collections.unmodifiableMap(metrics);
  }

  /** Those that have to be summed up row by row. */
  public static Map<String, RowMetric> means() {
    Map<String, RowMetric> means = new LinkedHashMap<>();
    for (BinaryMetric metric : ALL) {
      if (metric instanceof MeanMetric mean) {
        means.put(mean.name(), mean);
      }
    }
    return means;
  }
}
