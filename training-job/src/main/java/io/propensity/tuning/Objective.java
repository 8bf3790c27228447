package io.propensity.tuning;

import java.util.Comparator;

/** The metric that a search goes by. */
public record Objective(String metric, boolean greaterIsBetter) {

  /** The best trial last; a trial without the metric is the worst. */
  Comparator<Trial> order() {
    Comparator<Trial> rising =
        Comparator.comparingDouble(
            trial -> {
              double mean = trial.spread(metric).mean();
              double worth = greaterIsBetter ? mean : -mean;
              return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : worth;
            });
    // Of equal ones the first, so that the result does not depend on which ended first.
    return rising.thenComparing(Comparator.comparingInt(Trial::number).reversed());
  }
}
