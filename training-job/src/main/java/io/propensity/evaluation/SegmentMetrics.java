package io.propensity.evaluation;

import io.propensity.evaluation.slice.Segment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How good a model is for one segment of the split that counts. */
public record SegmentMetrics(Segment segment, Map<String, Double> metrics) {

  public SegmentMetrics {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
