package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a run ended. */
public enum RunState {
  @JsonProperty("succeeded")
  SUCCEEDED,
  @JsonProperty("failed")
  FAILED
}
