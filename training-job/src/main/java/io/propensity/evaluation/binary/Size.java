package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows, and the share of positives, by weight. */
record Size() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    Map<String, Double> size = new LinkedHashMap<>();
    size.put("rows", (double) ranking.rows());
    size.put("positive_rate", ranking.positiveRate());
    return size;
  }
}
