package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Metrics with their spread, of models that are trained beside the published one.
 *
 * @param folds 5 when it is not said
 * @param chooseIterations whether the published model has as many iterations as have the least mean
 *     loss over the folds
 * @param repeats how often rows are dealt to folds anew; 1 when it is not said
 */
public record CrossValidation(
    @Nullable Integer folds,
    @Nullable Integer repeats,
    @JsonProperty("choose_iterations") @Nullable Boolean chooseIterations) {

  private static final int DEFAULT_FOLDS = 5;
  private static final int MOST_FOLDS = 100;

  public CrossValidation {
    new Checks()
        .require(
            folds == null || (folds >= 2 && folds <= MOST_FOLDS), "folds", "must be from 2 to 100")
        .require(
            repeats == null || (repeats >= 1 && repeats <= MOST_FOLDS),
            "repeats",
            "must be from 1 to 100")
        .done();
  }

  public boolean choosesIterations() {
    return chooseIterations != null && chooseIterations;
  }

  public int foldsOrDefault() {
    return folds == null ? DEFAULT_FOLDS : folds;
  }

  public int repeatsOrDefault() {
    return repeats == null ? 1 : repeats;
  }
}
