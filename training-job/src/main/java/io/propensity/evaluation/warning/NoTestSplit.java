package io.propensity.evaluation.warning;

import io.propensity.split.SplitName;
import java.util.List;

/** Metrics of rows that had a say in the model. */
record NoTestSplit() implements Suspicion {

  @Override
  public List<String> in(Evidence evidence) {
    if (evidence.measured() == SplitName.TEST) {
      return List.of();
    }
    return List.of(
        evidence.measured() == SplitName.VALIDATION
            ? "There is no test split: the metrics are of the validation split, by which the model was chosen, and a little better than it is"
            : "There is no test split: the metrics by split are of rows that were fitted on, and better than the model is; those of the cross-validation count");
  }
}
