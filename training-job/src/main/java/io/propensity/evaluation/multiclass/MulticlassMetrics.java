package io.propensity.evaluation.multiclass;

import io.propensity.evaluation.ranking.Ranking;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All metrics of a model of several classes, in the order of the reports. */
public final class MulticlassMetrics {

  private static final List<MulticlassMetric> ALL =
      List.of(
          new RowCount(),
          new MeanLogLoss(),
          new ShareRight(),
          new MeanF1(),
          new MeanPrecisionRecall(),
          new OneVersusRest());

  private MulticlassMetrics() {}

  /** By name, those that are finite. */
  public static Map<String, Double> of(ClassifiedRows rows, List<Ranking> rankings) {
    ClassifiedRows all = rows.with(rankings);
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (MulticlassMetric metric : ALL) {
      metric.of(all).forEach(metrics::put);
    }
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return Collections.unmodifiableMap(metrics);
  }
}
