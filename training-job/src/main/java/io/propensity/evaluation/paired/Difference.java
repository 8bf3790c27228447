package io.propensity.evaluation.paired;

import io.propensity.statistics.Normal;

/**
 * A metric of the challenger less that of the champion.
 *
 * @param deviation its standard deviation, from the rows' own differences; NaN where there are
 *     fewer than two rows
 */
public record Difference(String metric, double value, double deviation) {

  /** Where the interval of 95 % begins. */
  public double low() {
    return value - Normal.TWO_SIDED_95 * deviation;
  }

  /** Where the interval of 95 % ends. */
  public double high() {
    return value + Normal.TWO_SIDED_95 * deviation;
  }

  /** Whether the interval leaves 0 out: the rows suffice to tell the models apart. */
  public boolean told() {
    return low() > 0 || high() < 0;
  }
}
