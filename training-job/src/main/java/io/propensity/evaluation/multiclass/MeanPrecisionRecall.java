package io.propensity.evaluation.multiclass;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code precision_score} and {@code recall_score} with {@code average='weighted'}. */
record MeanPrecisionRecall() implements MulticlassMetric {

  @Override
  public Map<String, Double> of(ClassifiedRows rows) {
    double precision = 0;
    double right = 0;
    for (int i = 0; i < rows.classes(); i++) {
      if (rows.takenFor(i) > 0) {
        precision += rows.right(i) / rows.takenFor(i) * rows.of(i);
      }
      right += rows.right(i);
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("precision_weighted", precision / rows.total());
    metrics.put("recall_weighted", right / rows.total());
    return metrics;
  }
}
