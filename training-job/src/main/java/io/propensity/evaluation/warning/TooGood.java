package io.propensity.evaluation.warning;

import io.propensity.split.SplitName;
import java.util.List;
import java.util.Locale;

/** A result that is too good to be true. */
record TooGood() implements Suspicion {

  private static final double BOUND = 0.995;

  @Override
  public List<String> in(Evidence evidence) {
    double value = evidence.metric(evidence.main());
    return value > BOUND && evidence.measured() != SplitName.TRAIN
        ? List.of(
            String.format(
                Locale.ROOT,
                "Too good to be true: %s of the %s split is %.4f. A feature may be known only after the label, or be made of it: look at the most important ones, and exclude such a column",
                evidence.main(),
                evidence.measured().label(),
                value))
        : List.of();
  }
}
