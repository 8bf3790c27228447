package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model predicts. */
public enum Task {
  @JsonProperty("binary")
  BINARY("roc_auc"),
  @JsonProperty("multiclass")
  MULTICLASS("log_loss"),
  @JsonProperty("regression")
  REGRESSION("rmse");

  private final String usualMetric;

  Task(String usualMetric) {
    this.usualMetric = usualMetric;
  }

  /** The metric that models are compared by unless another is named. */
  public String usualMetric() {
    return usualMetric;
  }
}
