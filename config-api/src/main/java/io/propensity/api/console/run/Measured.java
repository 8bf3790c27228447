package io.propensity.api.console.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a training says of segments in {@code metrics.json}.
 *
 * @param segments null where it has none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Measured(@Nullable List<Segment> segments) {

  /**
   * The rows of the test split with one value of a column.
   *
   * @param value null for those without one
   * @param others whether it is all other values together
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Segment(
      String column, @Nullable String value, boolean others, Map<String, Double> metrics) {

    Segment {
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(metrics, "metrics");
    }
  }
}
