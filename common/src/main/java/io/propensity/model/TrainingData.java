package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a model was trained on.
 *
 * @param rows rows with a label, before the split
 * @param fingerprint equal for equal rows in any order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrainingData(String uri, long rows, String fingerprint) {}
