package io.propensity.evaluation.multiclass;

import java.util.Map;

/** One metric of a model of several classes, or a few that belong together. */
interface MulticlassMetric {

  /** By name; what is not finite is left out of all reports. */
  Map<String, Double> of(ClassifiedRows rows);
}
