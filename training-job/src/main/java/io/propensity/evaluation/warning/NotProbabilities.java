package io.propensity.evaluation.warning;

import io.propensity.model.Task;
import java.util.List;

/** Scores that rank, and are not the share of positives to be expected. */
record NotProbabilities() implements Suspicion {

  @Override
  public List<String> in(Evidence evidence) {
    boolean off =
        evidence.task() != Task.REGRESSION
            && !evidence.reweighted().isEmpty()
            && !evidence.calibrated();
    return off
        ? List.of(
            "Scores are no probabilities: %s weighs classes or rows in the fit. Ranks are right; for probabilities set evaluation.calibration"
                .formatted(String.join(", ", evidence.reweighted())))
        : List.of();
  }
}
