package io.propensity.catboost;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What to train on, and how. The sets are tab-separated files without a header, which nobody
 * quotes: a value must hold no tab, newline or double quote; a number is decimal text or {@code
 * NaN}, never infinite.
 *
 * @param evalSet on it training stops early and the best tree count is found
 * @param columnDescription CatBoost's column description, a line a column: index, kind, name
 * @param parameters by CatBoost's command-line names without the leading dashes: {@code
 *     loss-function}, {@code iterations}, {@code learning-rate}; names outside {@link
 *     CatBoostTrainer#parameterNames} are refused
 * @param workDirectory an existing directory for the model and whatever else CatBoost writes
 * @param evalPredictions whether CatBoost prints its own predictions for the eval set
 */
public record CatBoostFit(
    Path learnSet,
    Optional<Path> evalSet,
    Path columnDescription,
    Map<String, String> parameters,
    Path workDirectory,
    boolean evalPredictions) {

  public CatBoostFit {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    parameters.keySet().forEach(CatBoostParameters::require);
    if (evalPredictions && evalSet.isEmpty()) {
      throw new CatBoostException("CatBoost prints predictions for an eval set, and there is none");
    }
  }
}
