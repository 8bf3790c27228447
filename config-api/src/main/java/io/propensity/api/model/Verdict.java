package io.propensity.api.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version may take the place of another behind an alias.
 *
 * @param metric of the test split
 * @param challenger its value of the version that is to take the place; null where it has none
 * @param champion its value of the version that holds the place; null where it has none
 * @param sameTestRows whether both were measured on the same rows; null where it is not known
 */
public record Verdict(
    String metric,
    @Nullable Double challenger,
    @Nullable Double champion,
    @JsonProperty("same_test_rows") @Nullable Boolean sameTestRows,
    boolean passed,
    String why) {}
