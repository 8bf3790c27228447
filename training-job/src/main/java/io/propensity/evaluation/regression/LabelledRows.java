package io.propensity.evaluation.regression;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows, and the mean of their labels by weight. */
record LabelledRows() implements RegressionMetric {

  @Override
  public Map<String, Double> of(PredictedRows rows) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("rows", (double) rows.rows());
    metrics.put("label_mean", rows.labelMean());
    return metrics;
  }
}
