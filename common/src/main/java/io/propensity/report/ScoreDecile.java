package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A tenth of the scored rows by score.
 *
 * @param decile 1 for the greatest scores
 * @param rows in it; the tenths of rows that are no multiple of ten differ by one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScoreDecile(
    int decile,
    long rows,
    @JsonProperty("mean_score") double meanScore,
    @JsonProperty("least_score") double leastScore,
    @JsonProperty("greatest_score") double greatestScore) {}
