package io.propensity.algorithm;

import io.propensity.model.Flavor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came out of fitting.
 *
 * @param files a directory of this machine whose whole content belongs into the artifact: {@code
 *     model.cbm}, or {@code spark-model/}
 * @param parameters as they took effect, under the library's own names with native values, and
 *     which rows were fitted
 * @param trees how many the model has, for one of trees
 * @param fingerprint equal for equal models, whenever they were trained
 */
public record FittedModel(
    Flavor flavor,
    Path files,
    Map<String, Object> parameters,
    long seed,
    OptionalInt trees,
    Optional<LearningCurve> learningCurve,
    Optional<String> fingerprint,
    Importances importances) {

  public FittedModel {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** What a manifest records: the parameters and, of a model of trees, how many it kept. */
  public Map<String, Object> recorded() {
    Map<String, Object> all = new LinkedHashMap<>(parameters);
    trees.ifPresent(number -> all.put("trees", number));
    return Collections.unmodifiableMap(all);
  }

  /** This model, with more of what it was made by. */
  public FittedModel with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(parameters);
    all.putAll(more);
    return new FittedModel(
        flavor, files, all, seed, trees, learningCurve, fingerprint, importances);
  }
}
