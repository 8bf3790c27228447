package io.propensity.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

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
    tell(what, found, "", found <= goal, "at most", goal, unit);
  }

  /** The same with a peer's figure of the same run beside it, where there was a peer. */
  void atMost(String what, double found, OptionalDouble peer, double goal) {
    tell(what, found, beside(peer), found <= goal, "at most", goal, "");
  }

  /** Tells a figure that must not be below its goal. */
  void atLeast(String what, double found, double goal, String unit) {
    tell(what, found, "", found >= goal, "at least", goal, unit);
  }

  /** The same with a peer's figure of the same run beside it, where there was a peer. */
  void atLeast(String what, double found, OptionalDouble peer, double goal) {
    tell(what, found, beside(peer), found >= goal, "at least", goal, "");
  }

  private void tell(
      String what, double found, String peer, boolean met, String bound, double goal, String unit) {
    missed |= !met;
    say(
        "%-52s %8.4f%s%s  goal: %s %.4f%s  %s",
        what, found, unit, peer, bound, goal, unit, met ? "met" : "FALLS SHORT");
  }

  private static String beside(OptionalDouble peer) {
    return peer.isPresent()
        ? String.format(Locale.ROOT, "  peer: %.4f", peer.getAsDouble())
        : "  peer: not run";
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
}
