package io.propensity.evaluation.warning;

import java.util.List;

/** A threshold that does not get what it was chosen for. */
record OutOfReach() implements Suspicion {

  @Override
  public List<String> in(Evidence evidence) {
    return evidence.threshold().isEmpty()
        ? List.of()
        : List.of(
            "No threshold has %s on the validation split: the nearest was taken"
                .formatted(evidence.threshold()));
  }
}
