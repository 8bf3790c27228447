package io.propensity.training;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.catboost.CatBoostAlgorithm;
import io.propensity.algorithm.mllib.MllibAlgorithm;
import io.propensity.pipeline.Pipeline;
import java.util.Map;
import java.util.function.Function;

/** All algorithms by the name that {@code algorithm.name} has: a new one is a line here. */
final class Algorithms {

  private static final Map<String, Function<Pipeline, Algorithm>> BY_NAME =
      Map.of(
          "catboost", CatBoostAlgorithm::new,
          "random-forest", MllibAlgorithm::new,
          "gbt", MllibAlgorithm::new,
          "logistic-regression", MllibAlgorithm::new,
          "linear-regression", MllibAlgorithm::new);

  private Algorithms() {}

  /** The algorithm of a pipeline, whose name the pipeline's file has checked. */
  static Algorithm of(Pipeline pipeline) {
    String name = pipeline.algorithm().name();
    Function<Pipeline, Algorithm> algorithm = BY_NAME.get(name);
    if (algorithm == null) {
      throw new IllegalStateException("No algorithm is listed as " + name);
    }
    return algorithm.apply(pipeline);
  }
}
