package io.propensity.report;

import io.propensity.evaluation.Evaluation;

/** {@code metrics.csv}: a line a metric of a split. */
public final class MetricsCsv {

  private MetricsCsv() {}

  public static String of(Evaluation evaluation) {
    StringBuilder csv = new StringBuilder("split,metric,value\n");
    evaluation
        .metrics()
        .forEach(
            (split, metrics) ->
                metrics.forEach(
                    (name, value) -> csv.append("%s,%s,%s\n".formatted(split, name, value))));
    return csv.toString();
  }
}
