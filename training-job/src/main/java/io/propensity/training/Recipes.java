package io.propensity.training;

import io.propensity.job.JobVersion;
import io.propensity.pipeline.Pipeline;

/** All that decides what comes out of a step: equal recipes, equal results. */
final class Recipes {

  private Recipes() {}

  /**
   * Of a candidate.
   *
   * @param fingerprint of the rows and their splits
   */
  static String training(Pipeline pipeline, String fingerprint) {
    return "release=%s, rows=%s, features=%s, split=%s, algorithm=%s, class_weights=%s, tuning=%s, cross_validation=%s, refit=%s"
        .formatted(
            JobVersion.current(),
            fingerprint,
            pipeline.recipe(),
            pipeline.split(),
            pipeline.algorithm(),
            pipeline.classWeights(),
            pipeline.tuning(),
            pipeline.crossValidation(),
            pipeline.refit());
  }

  /** Of an evaluation of a candidate. */
  static String evaluation(Pipeline pipeline) {
    return pipeline.evaluation().toString();
  }
}
