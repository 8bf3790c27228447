package io.propensity.figure;

/** Where an axis ends. */
public final class RoundNumbers {

  private static final double[] ROUND = {1, 2, 4, 6, 8, 10};

  private RoundNumbers() {}

  /** The least of 1, 2, 4, 6, 8 times a power of ten that is not below {@code share}, at most 1. */
  public static double share(double share) {
    return share <= 0 ? 1 : Math.min(1, number(share));
  }

  /** The least of 1, 2, 4, 6, 8 times a power of ten that is not below {@code number}, above 0. */
  public static double number(double number) {
    double power = Math.pow(10, Math.floor(Math.log10(number)));
    for (double factor : ROUND) {
      if (factor * power >= number) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
