package io.propensity.evaluation.multiclass;

import java.util.Map;

/** {@code log_loss}: natural, of the true class's probability. */
record MeanLogLoss() implements MulticlassMetric {

  @Override
  public Map<String, Double> of(ClassifiedRows rows) {
    return Map.of("log_loss", rows.logLoss());
  }
}
