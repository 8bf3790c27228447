package io.propensity.evaluation.regression;

import java.util.Map;

/** {@code root_mean_squared_error}. */
record Rmse() implements RegressionMetric {

  @Override
  public Map<String, Double> of(PredictedRows rows) {
    return Map.of("rmse", Math.sqrt(rows.squaredError()));
  }
}
