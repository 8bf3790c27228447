package io.propensity.figure;

/**
 * One axis of a figure.
 *
 * @param max the upper end, above {@code min}
 * @param percent whether values are shares, to be written as percentages
 */
public record Axis(String title, double min, double max, boolean percent) {

  public Axis {
    if (!(max > min && Double.isFinite(max - min))) {
      throw new IllegalArgumentException("Axis '%s' cannot end at %s".formatted(title, max));
    }
  }

  /** From 0 to {@code max}. */
  public static Axis to(double max, String title) {
    return new Axis(title, 0, max, false);
  }

  /** From 0 % to {@code max}, a share. */
  public static Axis shares(double max, String title) {
    return new Axis(title, 0, max, true);
  }

  /** From {@code min} to {@code max}. */
  public static Axis between(double min, double max, String title) {
    return new Axis(title, min, max, false);
  }
}
