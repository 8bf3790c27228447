package io.propensity.training;

import io.propensity.algorithm.Algorithm;
import io.propensity.features.DeclaredNames;
import io.propensity.pipeline.CrossValidation;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import io.propensity.pipeline.PipelineParts;
import io.propensity.pipeline.Tuning;
import io.propensity.run.Checks;
import io.propensity.tuning.SpaceTrial;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run's steps could fail of by their pipeline alone, found out before any work. */
final class StartChecks {

  private StartChecks() {}

  /** Notes all that is wrong, under the keys of {@code pipeline.yaml}. */
  static void run(Checks checks, PipelineFile file, Set<Step> steps) {
    PipelineParts parts = file.parts();
    if (steps.contains(Step.TRAIN)) {
      file.fitting()
          .or(parts::standIn)
          .ifPresent(known -> algorithm(checks, known, parts.tuning()));
    }
    boolean makes = steps.contains(Step.FEATURES) || parts.sourceNames().size() == 1;
    if (steps.contains(Step.INGEST) && makes) {
      DeclaredNames.check(checks, parts);
    } else if (steps.contains(Step.FEATURES)) {
      DeclaredNames.checkExpressions(checks, parts);
    }
  }

  /** The search's values are tried on top of the pipeline's own, which have to be right first. */
  private static void algorithm(Checks checks, Pipeline pipeline, @Nullable Tuning tuning) {
    Algorithm algorithm = Algorithms.of(pipeline);
    CrossValidation validated = pipeline.crossValidation();
    checks.require(
        validated == null || !validated.choosesIterations() || algorithm.tellsEveryLoss(),
        "cross_validation.choose_iterations",
        "cross_validation.choose_iterations: %s does not tell the loss of every iteration; leave it out"
            .formatted(pipeline.algorithm().name()));
    int before = checks.faults().size();
    checks.run("algorithm.params", algorithm::requireParameters);
    if (tuning != null && checks.faults().size() == before) {
      checks.run("tuning", () -> SpaceTrial.require(tuning, algorithm));
    }
  }
}
