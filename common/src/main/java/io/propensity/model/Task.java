package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model predicts. */
public enum Task {
  @JsonProperty("binary")
  BINARY,
  @JsonProperty("multiclass")
  MULTICLASS,
  @JsonProperty("regression")
  REGRESSION
}
