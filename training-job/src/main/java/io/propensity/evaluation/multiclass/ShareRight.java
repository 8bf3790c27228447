package io.propensity.evaluation.multiclass;

import io.propensity.statistics.Wilson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code accuracy_score}, with Wilson's interval of 95 % for the effective number of rows, and
 * {@code balanced_accuracy_score}: the mean recall of the classes that have rows.
 */
record ShareRight() implements MulticlassMetric {

  @Override
  public Map<String, Double> of(ClassifiedRows rows) {
    double right = 0;
    double recalls = 0;
    int present = 0;
    for (int i = 0; i < rows.classes(); i++) {
      right += rows.right(i);
      if (rows.of(i) > 0) {
        recalls += rows.right(i) / rows.of(i);
        present++;
      }
    }
    double share = right / rows.total();
    Wilson wilson = Wilson.of(share, rows.effective());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", share);
    metrics.put("accuracy_low", wilson.low());
    metrics.put("accuracy_high", wilson.high());
    metrics.put("balanced_accuracy", recalls / present);
    return metrics;
  }
}
