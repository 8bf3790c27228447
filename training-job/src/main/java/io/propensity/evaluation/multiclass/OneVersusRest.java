package io.propensity.evaluation.multiclass;

import io.propensity.evaluation.ranking.Ranking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code roc_auc_score} with {@code multi_class='ovr'}: the mean over the classes, and the mean by
 * their rows. NaN where a class has no rows, or all.
 */
record OneVersusRest() implements MulticlassMetric {

  @Override
  public Map<String, Double> of(ClassifiedRows rows) {
    List<Ranking> rankings = rows.rankings();
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < rankings.size(); i++) {
      double auc = rankings.get(i).rocAuc();
      sum += auc;
      weighted += auc * rows.of(i);
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("roc_auc_ovr", rankings.isEmpty() ? Double.NaN : sum / rankings.size());
    metrics.put("roc_auc_ovr_weighted", weighted / rows.total());
    return metrics;
  }
}
