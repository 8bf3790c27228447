package io.propensity.evaluation.slice;

import org.jspecify.annotations.Nullable;

/**
 * The rows that have one value in a column.
 *
 * @param value as text; null for rows without one, and for {@code others}
 * @param others whether these are the rows of all values that have no segment of their own
 */
public record Segment(String column, @Nullable String value, boolean others) {

  /** {@code "NULL"}, {@code "others"} or the value. */
  public String label() {
    return others ? "others" : value == null ? "NULL" : value;
  }
}
