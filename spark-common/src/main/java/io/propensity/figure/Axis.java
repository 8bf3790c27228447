package io.propensity.figure;

import java.util.OptionalDouble;

/**
 * One axis of a figure, from 0 on.
 *
 * @param max the upper end; empty when the values decide
 * @param percent whether values are shares, to be written as percentages
 */
public record Axis(String title, OptionalDouble max, boolean percent) {

  /** From 0 to 1, written as 0 to 1. */
  public static Axis unit(String title) {
    return new Axis(title, OptionalDouble.of(1), false);
  }

  /** From 0 % to what the largest share needs. */
  public static Axis shares(String title) {
    return new Axis(title, OptionalDouble.empty(), true);
  }
}
