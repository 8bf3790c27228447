package io.propensity.evaluation.regression;

import java.util.Map;

/**
 * {@code r2_score}: the share of the labels' variance that is explained; below 0 for worse than the
 * mean.
 */
record RSquared() implements RegressionMetric {

  @Override
  public Map<String, Double> of(PredictedRows rows) {
    return Map.of("r2", 1 - rows.squaredError() / rows.labelVariance());
  }
}
