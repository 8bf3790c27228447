package io.propensity.evaluation.fold;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A sum of doubles without any rounding until it is read, so that it does not depend on the order
 * of its parts. Shewchuk, Adaptive precision floating-point arithmetic, 1997, as Python's {@code
 * math.fsum} does it.
 */
public final class ExactSum implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Their sum is the exact one; none overlaps another, the smallest first. */
  private double[] parts = new double[3];

  private int count;

  /** Infinities and NaN, which have no exact sum. */
  private double beyond;

  public void add(double value) {
    if (!Double.isFinite(value)) {
      beyond += value;
      return;
    }
    double high = value;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      double part = parts[i];
      double sum = high + part;
      double virtual = sum - high;
      double low = (high - (sum - virtual)) + (part - virtual);
      if (low != 0) {
        parts[kept++] = low;
      }
      high = sum;
    }
    if (kept == parts.length) {
      parts = Arrays.copyOf(parts, 2 * kept);
    }
    parts[kept] = high;
    count = high == 0 ? kept : kept + 1;
  }

  public void add(ExactSum other) {
    double[] others = Arrays.copyOf(other.parts, other.count);
    beyond += other.beyond;
    for (double part : others) {
      add(part);
    }
  }

  public void clear() {
    count = 0;
    beyond = 0;
  }

  public ExactSum copy() {
    ExactSum copy = new ExactSum();
    copy.add(this);
    return copy;
  }

  /** The double that is nearest to the exact sum. */
  public double value() {
    if (beyond != 0) { // NaN is not 0 either.
      return beyond;
    }
    int left = count;
    double high = left == 0 ? 0 : parts[--left];
    double low = 0;
    while (left > 0 && low == 0) {
      double part = parts[--left];
      double sum = high + part;
      low = part - (sum - high);
      high = sum;
    }
    return left > 0 ? halfway(high, low, parts[left - 1]) : high;
  }

  /** A half that was rounded to even while the rest says otherwise. */
  private static double halfway(double high, double low, double rest) {
    if (low < 0 == rest < 0) {
      double twice = low * 2;
      double moved = high + twice;
      return moved - high == twice ? moved : high;
    }
    return high;
  }
}
