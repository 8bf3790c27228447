package io.propensity.figure;

/**
 * One axis of a figure.
 *
 * @param max the upper end, above {@code min}
 * @param format how its values are written
 */
public record Axis(String title, double min, double max, Format format) {

  /** How values are written. */
  public enum Format {
    NUMBER,
    /** Shares, written as percentages. */
    SHARE,
    /** Whole numbers, such as rows or trees. */
    COUNT
  }

  public Axis {
    if (!(max > min && Double.isFinite(max - min))) {
      throw new IllegalArgumentException("Axis '%s' cannot end at %s".formatted(title, max));
    }
  }

  /** From 0 to {@code max}. */
  public static Axis to(double max, String title) {
    return new Axis(title, 0, max, Format.NUMBER);
  }

  /** From 0 % to {@code max}, a share. */
  public static Axis shares(double max, String title) {
    return new Axis(title, 0, max, Format.SHARE);
  }

  /** From 0 to {@code max}, whole numbers. */
  public static Axis counts(double max, String title) {
    return new Axis(title, 0, max, Format.COUNT);
  }

  /** From {@code min} to {@code max}. */
  public static Axis between(double min, double max, String title) {
    return new Axis(title, min, max, Format.NUMBER);
  }

  /** Few decimals: as many as tell the marks of the axis apart. */
  String pattern() {
    double span = max - min;
    return switch (format) {
      case SHARE -> "#0.###%";
      case COUNT -> span < 10 ? "0.#" : "#,##0";
      case NUMBER -> span >= 20 ? "#,##0" : span >= 2 ? "0.0#" : "0.0###";
    };
  }
}
