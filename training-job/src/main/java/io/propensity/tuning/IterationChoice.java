package io.propensity.tuning;

import io.propensity.algorithm.Algorithm;
import io.propensity.run.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses a number of iterations by folds, and measures the folds by it. A model that was stopped
 * where the held-out rows liked it best would look better on them than it is; so each fold is
 * fitted twice: watched on its held-out rows, for the loss by iteration, and again without them, of
 * the one number that all folds together chose.
 */
public final class IterationChoice {

  private static final Logger LOG = LoggerFactory.getLogger(IterationChoice.class);

  private final Algorithm algorithm;
  private final String parameter;

  /**
   * For one algorithm.
   *
   * @throws ConfigurationException when it has no iterations whose loss could be watched
   */
  public IterationChoice(Algorithm algorithm) {
    this.algorithm = algorithm;
    this.parameter =
        algorithm
            .iterationsParameter()
            .filter(name -> algorithm.tellsEveryLoss())
            .orElseThrow(IterationChoice::refusal);
  }

  /**
   * What was chosen.
   *
   * @param parameters the number of iterations, by its name, and at what pace they were watched
   * @param folds with the metrics of models of that number, and the losses that chose it
   */
  public record Chosen(Map<String, Object> parameters, List<FoldScore> folds) {}

  /**
   * Fits every fold twice.
   *
   * @param progress is told of each fit as it is done; the first ones have no metrics
   */
  public Chosen run(List<Fold> folds, FoldTraining.Measure measure, Consumer<FoldScore> progress) {
    Map<String, Object> chosen = new LinkedHashMap<>();
    List<FoldScore> watched =
        new FoldTraining(
                folds.stream().map(IterationChoice::watched).toList(),
                (model, rows) -> {
                  if (chosen.isEmpty()) {
                    chosen.putAll(algorithm.pace(model));
                  }
                  return Map.of();
                })
            .run(algorithm, progress);
    int iterations = new Trial(0, Map.of(), watched, 0).bestIterations();
    if (iterations == 0) {
      throw refusal();
    }
    LOG.info("Cross-validation chose {} = {}", parameter, iterations);
    chosen.put(parameter, iterations);
    List<FoldScore> measured =
        new FoldTraining(folds.stream().map(IterationChoice::alone).toList(), measure)
            .run(algorithm.with(chosen), progress);
    List<FoldScore> scores = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      FoldScore score = measured.get(i);
      scores.add(
          new FoldScore(score.repeat(), score.fold(), score.metrics(), watched.get(i).curve()));
    }
    return new Chosen(chosen, List.copyOf(scores));
  }

  private static Fold watched(Fold fold) {
    return fold.of(fold.fitting().watchedOn(fold.heldOut()));
  }

  private static Fold alone(Fold fold) {
    return fold.of(fold.fitting().unwatched());
  }

  private static ConfigurationException refusal() {
    return new ConfigurationException(
        "cross_validation.choose_iterations: this algorithm has no iterations whose loss could be watched; leave it out");
  }
}
