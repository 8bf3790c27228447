package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How rows were dealt to the splits: by a hash of the key and the seed, so that a key keeps its
 * split whatever the order of the rows.
 *
 * @param validation share of rows in [0, 1) on which training stops early, 0 for none
 * @param test share of rows in (0, 1) that training never sees
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Split(double validation, double test, long seed) {}
