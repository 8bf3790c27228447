package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The published rows of one segment of an audience.
 *
 * @param control how many of them are marked as control group
 * @param minScore the least score of them, as is {@code maxScore} the greatest
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SegmentFigures(
    String name,
    long rows,
    long control,
    @JsonProperty("mean_score") double meanScore,
    @JsonProperty("min_score") double minScore,
    @JsonProperty("max_score") double maxScore) {}
