package io.propensity.evaluation.multiclass;

import java.util.Map;

/** Rows. */
record RowCount() implements MulticlassMetric {

  @Override
  public Map<String, Double> of(ClassifiedRows rows) {
    return Map.of("rows", (double) rows.rows());
  }
}
