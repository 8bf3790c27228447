package io.propensity.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/** The standard normal distribution. */
public final class Normal {

  /** Half the width of an interval that holds 95 % of it. */
  public static final double TWO_SIDED_95 = 1.959963984540054;

  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

  private Normal() {}

  /** The share of it below {@code z}. */
  public static double below(double z) {
    return STANDARD.cumulativeProbability(z);
  }
}
