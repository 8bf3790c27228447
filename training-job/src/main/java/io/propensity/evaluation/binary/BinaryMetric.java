package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Map;

/** One metric of a binary model, or a few that belong together. */
interface BinaryMetric {

  /**
   * By name; what is not finite is left out of all reports.
   *
   * @param confusion at the model's threshold
   */
  Map<String, Double> of(Ranking ranking, Confusion confusion);
}
