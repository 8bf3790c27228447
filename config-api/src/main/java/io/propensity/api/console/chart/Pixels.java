package io.propensity.api.console.chart;

import java.util.Locale;

/** Lengths as SVG has them. */
final class Pixels {

  private Pixels() {}

  static String of(double length) {
    return String.format(Locale.ROOT, "%.1f", length);
  }
}
