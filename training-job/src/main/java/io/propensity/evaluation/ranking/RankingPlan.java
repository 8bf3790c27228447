package io.propensity.evaluation.ranking;

import io.propensity.evaluation.threshold.ThresholdRule;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of ranked rows.
 *
 * @param means by name
 * @param curves whether more than the ROC AUC is wanted
 */
public record RankingPlan(Map<String, RowMetric> means, ThresholdRule rule, boolean curves)
    implements Serializable {

  public RankingPlan {
    means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
  }

  /** The ROC AUC and its deviation alone. */
  public static RankingPlan aucOnly() {
    return new RankingPlan(Map.of(), new ThresholdRule.Fixed(0.5), false);
  }
}
