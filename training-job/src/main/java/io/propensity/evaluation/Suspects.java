package io.propensity.evaluation;

import io.propensity.algorithm.FittedModel;
import io.propensity.evaluation.scan.ColumnScan;
import io.propensity.evaluation.scan.FeatureScan;
import io.propensity.evaluation.warning.Evidence;
import io.propensity.model.Feature;
import io.propensity.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what warnings are drawn from. */
final class Suspects {

  /** Parameters of CatBoost that give classes other weights than they have. */
  private static final Set<String> WEIGHTING =
      Set.of("class_weights", "auto_class_weights", "scale_pos_weight");

  private Suspects() {}

  static Evidence of(
      Evaluation evaluation,
      List<Feature> features,
      FeatureScan scan,
      Map<String, Double> correlations,
      double repeated,
      FittedModel model,
      Pipeline pipeline) {
    Map<String, ColumnScan> scans = new LinkedHashMap<>();
    for (int i = 0; i < features.size(); i++) {
      scans.put(features.get(i).name(), scan.columns().get(i));
    }
    String missed =
        evaluation
            .binary()
            .filter(binary -> !binary.reached())
            .map(binary -> binary.rule().label())
            .orElse("");
    boolean calibrated = evaluation.binary().flatMap(BinaryDetail::calibration).isPresent();
    return new Evidence(
        evaluation.task(),
        evaluation.metrics(),
        evaluation.measured(),
        scans,
        correlations,
        repeated,
        missed,
        reweighted(model, pipeline),
        calibrated);
  }

  private static List<String> reweighted(FittedModel model, Pipeline pipeline) {
    List<String> settings = new ArrayList<>();
    if (pipeline.weight() != null) {
      settings.add("weight: " + pipeline.weight());
    }
    model.parameters().entrySet().stream()
        .filter(parameter -> WEIGHTING.contains(parameter.getKey()) && weighs(parameter.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .forEach(settings::add);
    return settings;
  }

  /** A model's parameters name also what is off: {@code None}, a weight of 1 for each class. */
  static boolean weighs(Object value) {
    if (value instanceof List<?> weights) {
      return weights.stream().anyMatch(Suspects::weighs);
    }
    if (value instanceof Map<?, ?> byClass) {
      return byClass.values().stream().anyMatch(Suspects::weighs);
    }
    return value instanceof Number weight ? weight.doubleValue() != 1 : !value.equals("None");
  }
}
