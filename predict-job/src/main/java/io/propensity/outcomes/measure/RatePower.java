package io.propensity.outcomes.measure;

import io.propensity.statistics.Normal;
import java.util.OptionalDouble;

/**
 * The two-sided test of 5 % whether two groups respond at the same rate, by the normal
 * approximation without continuity correction: with the pooled rate where they do, with each
 * group's own where they do not. Fleiss, Levin and Paik, Statistical Methods for Rates and
 * Proportions, 2003, chapter 4; as R's {@code power.prop.test(strict = TRUE)}, for groups of any
 * two sizes.
 *
 * @param treated users in the first group
 * @param control users in the second
 */
public record RatePower(long treated, long control) {

  /** Steps of halving, far below what any rate is known to. */
  private static final int HALVINGS = 60;

  public RatePower {
    if (treated < 1 || control < 1) {
      throw new IllegalArgumentException(
          "Groups of %d and %d cannot be compared".formatted(treated, control));
    }
  }

  /** The probability that the test tells groups with these true rates apart. */
  public double power(double treatedRate, double controlRate) {
    double pooled = (treatedRate * treated + controlRate * control) / (treated + control);
    double alike =
        Normal.TWO_SIDED_95 * Math.sqrt(pooled * (1 - pooled) * (1.0 / treated + 1.0 / control));
    double unlike =
        Math.sqrt(
            treatedRate * (1 - treatedRate) / treated + controlRate * (1 - controlRate) / control);
    double difference = Math.abs(treatedRate - controlRate);
    if (unlike == 0) {
      return difference > alike ? 1 : 0;
    }
    return Normal.below((difference - alike) / unlike)
        + Normal.below((-difference - alike) / unlike);
  }

  /**
   * The smallest rise over the control group's rate that is told apart with this power.
   *
   * @return empty where not even a rate of 1 would be
   */
  public OptionalDouble detectable(double controlRate, double power) {
    if (!(power(1, controlRate) >= power)) {
      return OptionalDouble.empty();
    }
    double below = controlRate;
    double enough = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double between = (below + enough) / 2;
      if (power(between, controlRate) >= power) {
        enough = between;
      } else {
        below = between;
      }
    }
    return OptionalDouble.of(enough - controlRate);
  }
}
