package io.propensity.evaluation.regression;

import java.util.Map;

/** One metric of a regression, or a few that belong together. */
interface RegressionMetric {

  /** By name; what is not finite is left out of all reports. */
  Map<String, Double> of(PredictedRows rows);
}
