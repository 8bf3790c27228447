package io.propensity.algorithm;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came out of fitting.
 *
 * @param cbm the model's file
 * @param importances in percent by feature, the greatest first
 * @param parameters as they were passed on, under the names of CatBoost's documentation, and which
 *     rows were fitted
 */
public record FittedModel(
    Path cbm, Map<String, Double> importances, Map<String, String> parameters, long seed) {

  public FittedModel {
    importances = Collections.unmodifiableMap(new LinkedHashMap<>(importances));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** This model, with more of what it was made by. */
  public FittedModel with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(more);
    return new FittedModel(cbm, importances, all, seed);
  }
}
