package io.propensity.algorithm;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.split.TrainingSet;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What fits a model: a library's estimator with its parameters, for one pipeline. */
public interface Algorithm {

  /**
   * The same algorithm with some of its parameters replaced, by whatever name of the library either
   * is written.
   */
  Algorithm with(Map<String, Object> parameters);

  /**
   * The parameter that says how many iterations a fit has, for one that a validation split stops.
   */
  default Optional<String> iterationsParameter() {
    return Optional.empty();
  }

  /**
   * Parameters that the library would choose anew for another number of iterations, as they took
   * effect in a model: with them as many iterations mean as much in another fit.
   */
  default Map<String, Object> pace(FittedModel model) {
    return Map.of();
  }

  /**
   * Whether a fit tells the loss on the validation split of every iteration, those beyond the best
   * one too, so that a number of iterations can be chosen by several fits.
   */
  default boolean tellsEveryLoss() {
    return false;
  }

  /** The same for trials, of which only the score is wanted: it explains nothing. */
  default Algorithm forTrials() {
    return this;
  }

  /**
   * Asks the library whether it takes the parameters, before any work.
   *
   * @throws ConfigurationException naming a parameter that is unknown or has a wrong value, or when
   *     this machine cannot train so
   */
  void requireParameters();

  /**
   * Fits on the rows of the train split; those of the validation split, where there are any, may
   * decide when to stop.
   *
   * @param directory an empty one of this machine, for the model's files and what else is written
   * @throws ContractException when nothing can be learnt from the rows, or they are too many
   */
  FittedModel fit(TrainingSet set, Path directory);
}
