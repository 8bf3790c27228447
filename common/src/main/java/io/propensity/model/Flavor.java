package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a model is stored and scored. */
public enum Flavor {
  @JsonProperty("catboost")
  CATBOOST,
  @JsonProperty("spark-mllib")
  SPARK_MLLIB
}
