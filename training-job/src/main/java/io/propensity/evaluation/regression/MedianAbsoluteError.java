package io.propensity.evaluation.regression;

import java.util.Map;

/** {@code median_absolute_error}. */
record MedianAbsoluteError() implements RegressionMetric {

  @Override
  public Map<String, Double> of(PredictedRows rows) {
    return Map.of("median_ae", rows.medianAbsoluteError());
  }
}
