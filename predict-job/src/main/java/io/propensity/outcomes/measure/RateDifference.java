package io.propensity.outcomes.measure;

/**
 * How much more often some users responded than others.
 *
 * @param value the first rate less the second
 * @param low where the interval of 95 % begins
 * @param high where it ends
 */
public record RateDifference(double value, double low, double high) {

  /**
   * The first rate less the second, of independent groups, with Newcombe's hybrid score interval:
   * method 10 of Newcombe, Interval estimation for the difference between independent proportions,
   * Statistics in Medicine 17, 1998, 873-890.
   */
  public static RateDifference of(ResponseRate first, ResponseRate second) {
    double value = first.rate() - second.rate();
    double below = Math.hypot(first.rate() - first.low(), second.high() - second.rate());
    double above = Math.hypot(first.high() - first.rate(), second.rate() - second.low());
    return new RateDifference(value, Math.max(-1, value - below), Math.min(1, value + above));
  }

  /** Whether the interval leaves out 0. */
  public boolean told() {
    return low > 0 || high < 0;
  }
}
