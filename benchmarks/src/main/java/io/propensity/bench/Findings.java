package io.propensity.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** Figures beside their goals, told as they come. */
final class Findings {

  private final PrintStream out;
  private boolean missed;

  Findings(PrintStream out) {
    this.out = out;
  }

  /** Tells something that has no goal. */
  void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * Tells a figure that must not be above its goal.
   *
   * @param what names it, with what it was measured of: {@code "whole scan, Iceberg / Parquet"}
   */
  void atMost(String what, double found, double goal, String unit) {
    boolean met = found <= goal;
    missed |= !met;
    say("%-52s %8.4f%s  goal: at most %.4f%s  %s", what, found, unit, goal, unit, verdict(met));
  }

  /** Tells a figure that must not be below its goal. */
  void atLeast(String what, double found, double goal, String unit) {
    boolean met = found >= goal;
    missed |= !met;
    say("%-52s %8.4f%s  goal: at least %.4f%s  %s", what, found, unit, goal, unit, verdict(met));
  }

  /** Whether a figure fell short of its goal. */
  boolean fallShort() {
    return missed;
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String verdict(boolean met) {
    return met ? "met" : "FALLS SHORT";
  }
}
