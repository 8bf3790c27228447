package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.expression.ColumnType;

/** A column that the users table must have, because a feature is it or is derived from it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InputColumn(String name, ColumnType type) {}
