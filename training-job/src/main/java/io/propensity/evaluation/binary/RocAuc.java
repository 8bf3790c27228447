package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import io.propensity.statistics.Normal;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code roc_auc_score}, with DeLong's interval of 95 %, cut off at 0 and 1. */
record RocAuc() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    double half = Normal.TWO_SIDED_95 * ranking.rocAucDeviation();
    Map<String, Double> auc = new LinkedHashMap<>();
    auc.put("roc_auc", ranking.rocAuc());
    auc.put("roc_auc_low", Math.max(0, ranking.rocAuc() - half));
    auc.put("roc_auc_high", Math.min(1, ranking.rocAuc() + half));
    return auc;
  }
}
