package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which job ran. */
public enum RunKind {
  @JsonProperty("prediction")
  PREDICTION,
  @JsonProperty("training")
  TRAINING
}
