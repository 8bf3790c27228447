package io.propensity.evaluation.multiclass;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code f1_score} with {@code average} macro and weighted; a class without any F1 has 0. */
record MeanF1() implements MulticlassMetric {

  @Override
  public Map<String, Double> of(ClassifiedRows rows) {
    double sum = 0;
    double weighted = 0;
    int seen = 0;
    for (int i = 0; i < rows.classes(); i++) {
      double either = rows.of(i) + rows.takenFor(i);
      if (either > 0) {
        double f1 = 2 * rows.right(i) / either;
        sum += f1;
        weighted += f1 * rows.of(i);
        seen++;
      }
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("f1_macro", sum / seen);
    metrics.put("f1_weighted", weighted / rows.total());
    return metrics;
  }
}
