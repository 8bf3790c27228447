package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How scores are made probabilities, on the validation split. */
public enum Calibration {
  @JsonProperty("none")
  NONE,
  @JsonProperty("isotonic")
  ISOTONIC,
  @JsonProperty("platt")
  PLATT
}
