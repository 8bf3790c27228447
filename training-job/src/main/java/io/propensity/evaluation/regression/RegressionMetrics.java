package io.propensity.evaluation.regression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All metrics of a regression, in the order of the reports. */
public final class RegressionMetrics {

  private static final List<RegressionMetric> ALL =
      List.of(
          new LabelledRows(),
          new Rmse(),
          new Mae(),
          new Mape(),
          new RSquared(),
          new MedianAbsoluteError());

  private RegressionMetrics() {}

  /** By name, those that are finite. */
  public static Map<String, Double> of(PredictedRows rows) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (RegressionMetric metric : ALL) {
      metric.of(rows).forEach(metrics::put);
    }
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return Collections.unmodifiableMap(metrics);
  }
}
