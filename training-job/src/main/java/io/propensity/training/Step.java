package io.propensity.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of a training job, in the order in which they run. */
enum Step {
  /** Source to raw table. */
  INGEST,
  /** Raw table to features table. */
  FEATURES,
  /** Features table to a candidate: split, search, fit. */
  TRAIN,
  /** Candidate to a published model version, if it is good enough. */
  EVALUATE,
  /** The tables to what dashboards read. */
  EXPORT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Step> of(String label) {
    return Arrays.stream(values()).filter(step -> step.label().equals(label)).findFirst();
  }
}
