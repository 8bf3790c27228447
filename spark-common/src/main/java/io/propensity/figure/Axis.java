package io.propensity.figure;

/**
 * One axis of a figure, from 0 on.
 *
 * @param max the upper end, above 0
 * @param percent whether values are shares, to be written as percentages
 */
public record Axis(String title, double max, boolean percent) {

  public Axis {
    if (!(max > 0 && Double.isFinite(max))) {
      throw new IllegalArgumentException("Axis '%s' cannot end at %s".formatted(title, max));
    }
  }

  /** From 0 to {@code max}. */
  public static Axis to(double max, String title) {
    return new Axis(title, max, false);
  }

  /** From 0 % to {@code max}, a share. */
  public static Axis shares(double max, String title) {
    return new Axis(title, max, true);
  }
}
