package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How often a feature was among those that moved a user's score the most, of the users whose scores
 * were explained.
 *
 * @param raised users whose score it raised
 * @param lowered users whose score it lowered
 * @param meanRaised its mean SHAP value where it raised; 0 where it never did, as is {@code
 *     meanLowered} where it lowered
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FeatureReasons(
    String feature,
    long raised,
    long lowered,
    @JsonProperty("mean_raised") double meanRaised,
    @JsonProperty("mean_lowered") double meanLowered) {}
