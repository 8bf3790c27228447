package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.expression.ColumnType;

/**
 * A column that is made from its own row, alike in training and in scoring.
 *
 * @param expression over the inputs and the derived columns before this one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DerivedColumn(String name, String expression, ColumnType type) {}
