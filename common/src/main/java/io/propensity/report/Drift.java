package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a feature's values lie from those of the training.
 *
 * @param psi the population stability index over the baseline's buckets, missing values being one:
 *     the sum of {@code (now - then) * ln(now / then)}, shares below 1e-4 taken as that. Above 0.25
 *     is commonly called a large shift
 * @param nulls the share of missing values now
 * @param nullsInTraining the share of missing values then
 * @param unseen the share of rows whose category the training did not have; 0 for a number. The
 *     baseline lists the most frequent categories alone: what was not listed then is taken off
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Drift(
    double psi,
    double nulls,
    @JsonProperty("nulls_in_training") double nullsInTraining,
    double unseen) {

  /** A population stability index above it is commonly called a large shift. */
  public static final double LARGE_SHIFT = 0.25;
}
