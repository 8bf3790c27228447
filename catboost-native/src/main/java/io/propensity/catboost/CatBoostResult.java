package io.propensity.catboost;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a training left behind.
 *
 * @param model the {@code .cbm} file
 * @param importances PredictionValuesChange in percent by feature name (by index where the column
 *     description names none), the greatest first
 * @param trees how many the model has; fewer than {@code iterations} when it stopped early
 * @param evalPredictions tab-separated with a header: SampleId, RawFormulaVal, Probability, Label
 */
public record CatBoostResult(
    Path model, Map<String, Double> importances, int trees, Optional<Path> evalPredictions) {

  public CatBoostResult {
    importances = Collections.unmodifiableMap(new LinkedHashMap<>(importances));
  }
}
