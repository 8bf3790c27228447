package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Map;

/** {@code accuracy_score} at the threshold. */
record Accuracy() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    return Map.of(
        "accuracy", (confusion.truePositives() + confusion.trueNegatives()) / confusion.total());
  }
}
