package io.propensity.evaluation.regression;

import java.util.Map;

/** {@code mean_absolute_error}. */
record Mae() implements RegressionMetric {

  @Override
  public Map<String, Double> of(PredictedRows rows) {
    return Map.of("mae", rows.absoluteError());
  }
}
