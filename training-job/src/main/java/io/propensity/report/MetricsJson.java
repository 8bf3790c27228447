package io.propensity.report;

import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.ConfusionMatrix;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.GateResult;
import io.propensity.evaluation.SegmentMetrics;
import io.propensity.evaluation.regression.PredictedRows;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.json.Json;
import io.propensity.model.Calibration;
import io.propensity.split.SplitName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code metrics.json}: an object a split with its metrics by name, its confusion matrix and its
 * residuals' quantiles, and beside the splits what holds for all of them.
 */
public final class MetricsJson {

  private final Evaluation evaluation;

  private MetricsJson(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** The file: the same bytes for the same evaluation. */
  public static byte[] of(Evaluation evaluation, Optional<GateResult> gate, List<String> warnings) {
    return Json.write(document(evaluation, gate, warnings));
  }

  static Map<String, Object> document(
      Evaluation evaluation, Optional<GateResult> gate, List<String> warnings) {
    return new MetricsJson(evaluation).document(gate, warnings);
  }

  private Map<String, Object> document(Optional<GateResult> gate, List<String> warnings) {
    Map<String, Object> document = new LinkedHashMap<>();
    evaluation.metrics().forEach((split, metrics) -> document.put(split, split(split, metrics)));
    evaluation.binary().ifPresent(binary -> document.put("threshold", threshold(binary)));
    evaluation
        .binary()
        .flatMap(BinaryDetail::calibration)
        .ifPresent(calibration -> document.put("calibration", calibration(calibration)));
    if (!evaluation.segments().isEmpty()) {
      document.put("segments", evaluation.segments().stream().map(MetricsJson::segment).toList());
    }
    gate.ifPresent(result -> document.put("gate", gate(result)));
    document.put("warnings", warnings);
    return document;
  }

  private Map<String, Object> split(String label, Map<String, Double> metrics) {
    Map<String, Object> split = new LinkedHashMap<>(metrics);
    SplitName name = SplitName.valueOf(label.toUpperCase(Locale.ROOT));
    ConfusionMatrix matrix = evaluation.matrices().get(name);
    if (matrix != null) {
      split.put("confusion_matrix", matrix);
    }
    evaluation
        .binary()
        .map(binary -> binary.uncalibrated().getOrDefault(label, Map.of()))
        .filter(before -> !before.isEmpty())
        .ifPresent(before -> split.put("before_calibration", before));
    evaluation
        .regression()
        .map(regression -> regression.residuals().getOrDefault(name, List.of()))
        .filter(quantiles -> !quantiles.isEmpty())
        .ifPresent(quantiles -> split.put("residual_quantiles", quantiles(quantiles)));
    return split;
  }

  private static Map<String, Double> quantiles(List<Double> values) {
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      quantiles.put(PredictedRows.QUANTILES.get(i).toString(), values.get(i));
    }
    return quantiles;
  }

  private static Map<String, Object> threshold(BinaryDetail binary) {
    Map<String, Object> threshold = new LinkedHashMap<>();
    threshold.put("value", binary.threshold());
    threshold.put("rule", binary.rule().label());
    if (!(binary.rule() instanceof ThresholdRule.Fixed)) {
      threshold.put("chosen_on", SplitName.VALIDATION.label());
      threshold.put("reached", binary.reached());
    }
    return threshold;
  }

  private static Map<String, Object> calibration(Calibration calibration) {
    Map<String, Object> how = new LinkedHashMap<>();
    how.put("method", calibration instanceof Calibration.Isotonic ? "isotonic" : "platt");
    how.put("fitted_on", SplitName.VALIDATION.label());
    return how;
  }

  private static Map<String, Object> segment(SegmentMetrics measured) {
    Map<String, Object> segment = new LinkedHashMap<>();
    segment.put("column", measured.segment().column());
    segment.put("value", measured.segment().value());
    segment.put("others", measured.segment().others());
    segment.put("metrics", measured.metrics());
    return segment;
  }

  private static Map<String, Object> gate(GateResult result) {
    Map<String, Object> gate = new LinkedHashMap<>();
    gate.put("metric", result.gate().metric());
    gate.put("bound", result.gate().bound());
    if (Double.isFinite(result.value())) {
      gate.put("value", result.value());
    }
    gate.put("passed", result.passed());
    return gate;
  }
}
