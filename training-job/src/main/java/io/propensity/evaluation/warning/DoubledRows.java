package io.propensity.evaluation.warning;

import java.util.List;
import java.util.Locale;

/** Rows of the test split that were trained on, as far as the features tell. */
record DoubledRows() implements Suspicion {

  private static final double BOUND = 0.01;

  @Override
  public List<String> in(Evidence evidence) {
    return evidence.doubled() > BOUND
        ? List.of(
            String.format(
                Locale.ROOT,
                "%.1f %% of the test split's rows have the very features of a row that was fitted: if they are the same rows twice, the metrics are too good; split by: group keeps them together",
                100 * evidence.doubled()))
        : List.of();
  }
}
