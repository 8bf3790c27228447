package io.propensity.report;

import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.ConfusionMatrix;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.regression.PredictedRows;
import java.util.List;
import java.util.Map;

/**
 * {@code metrics.csv}: a line a number of a split; a segment of the split that counts stands as
 * {@code test[country=US]}.
 */
public final class MetricsCsv {

  private final StringBuilder csv = new StringBuilder("split,metric,value\n");

  private MetricsCsv() {}

  public static String of(Evaluation evaluation) {
    MetricsCsv file = new MetricsCsv();
    evaluation.metrics().forEach((split, metrics) -> file.add(split, "", metrics));
    evaluation
        .binary()
        .ifPresent(
            binary -> {
              evaluation
                  .metrics()
                  .keySet()
                  .forEach(split -> file.line(split, "threshold", binary.threshold()));
              file.before(binary);
            });
    evaluation.matrices().forEach((split, matrix) -> file.add(split.label(), matrix));
    evaluation
        .regression()
        .ifPresent(
            regression ->
                regression.residuals().forEach((split, all) -> file.residuals(split.label(), all)));
    evaluation
        .segments()
        .forEach(
            segment ->
                file.add(
                    "%s[%s=%s]"
                        .formatted(
                            evaluation.measured().label(),
                            segment.segment().column(),
                            segment.segment().label()),
                    "",
                    segment.metrics()));
    return file.csv.toString();
  }

  private void before(BinaryDetail binary) {
    binary.uncalibrated().forEach((split, metrics) -> add(split, "before_calibration.", metrics));
  }

  private void add(String split, String prefix, Map<String, Double> metrics) {
    metrics.forEach((name, value) -> line(split, prefix + name, value));
  }

  private void add(String split, ConfusionMatrix matrix) {
    List<String> labels = matrix.labels();
    for (int row = 0; row < labels.size(); row++) {
      for (int column = 0; column < labels.size(); column++) {
        line(
            split,
            "confusion_matrix[%s][%s]".formatted(labels.get(row), labels.get(column)),
            matrix.counts().get(row).get(column));
      }
    }
  }

  private void residuals(String split, List<Double> quantiles) {
    for (int i = 0; i < quantiles.size(); i++) {
      line(split, "residual_quantile_" + PredictedRows.QUANTILES.get(i), quantiles.get(i));
    }
  }

  private void line(String split, String metric, double value) {
    csv.append(quoted(split)).append(',').append(quoted(metric)).append(',');
    csv.append(value).append('\n');
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
