package io.propensity.evaluation.warning;

import java.util.List;

/** One thing that may be wrong with a model or its data. */
interface Suspicion {

  /** A sentence with values for each case that was found. */
  List<String> in(Evidence evidence);
}
