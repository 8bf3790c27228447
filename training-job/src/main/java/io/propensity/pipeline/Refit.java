package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the published model is trained on once it has been evaluated. */
public enum Refit {
  /** Every row. */
  @JsonProperty("all")
  ALL
}
