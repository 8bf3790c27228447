package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How features and scores were spread over the training data: what later runs are compared with.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Baseline(Map<String, Histogram> features, Histogram.Numeric score) {

  public Baseline {
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
  }
}
