package io.propensity.evaluation.regression;

import java.util.Map;

/** {@code mean_absolute_percentage_error}, a share; labels near 0 make it huge. */
record Mape() implements RegressionMetric {

  @Override
  public Map<String, Double> of(PredictedRows rows) {
    return Map.of("mape", rows.relativeError());
  }
}
