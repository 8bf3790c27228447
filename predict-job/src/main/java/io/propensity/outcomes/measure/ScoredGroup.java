package io.propensity.outcomes.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Treated users whose scores or segments are alike.
 *
 * @param name of the segment, number of the decile, 1 for the greatest scores, or range of the bin
 * @param meanScore what was predicted of them
 */
@JsonPropertyOrder({"name", "mean_score", "least_score", "greatest_score"})
public record ScoredGroup(
    String name,
    @JsonProperty("mean_score") double meanScore,
    @JsonProperty("least_score") double leastScore,
    @JsonProperty("greatest_score") double greatestScore,
    @JsonUnwrapped ResponseRate response) {

  /** How many responders their scores promised. */
  public double expected() {
    return meanScore * response.rows();
  }
}
