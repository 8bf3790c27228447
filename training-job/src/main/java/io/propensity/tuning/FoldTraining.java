package io.propensity.tuning;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.LearningCurve;
import io.propensity.algorithm.WorkDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits a model for each fold and measures it on the rows that it has not seen. */
public final class FoldTraining {

  /** Measures a fitted model on rows, by metric. */
  @FunctionalInterface
  public interface Measure {
    Map<String, Double> of(FittedModel model, Dataset<Row> rows);
  }

  private final List<Fold> folds;
  private final Measure measure;

  /** Over these folds, which stay the same for each algorithm that is tried. */
  public FoldTraining(List<Fold> folds, Measure measure) {
    this.folds = List.copyOf(folds);
    this.measure = measure;
  }

  /**
   * The score of every fold, one after the other.
   *
   * @param progress is told of each as it is done
   */
  public List<FoldScore> run(Algorithm algorithm, Consumer<FoldScore> progress) {
    List<FoldScore> scores = new ArrayList<>();
    for (Fold fold : folds) {
      FoldScore score = run(algorithm, fold);
      scores.add(score);
      progress.accept(score);
    }
    return List.copyOf(scores);
  }

  private FoldScore run(Algorithm algorithm, Fold fold) {
    try (WorkDirectory work = WorkDirectory.create()) {
      FittedModel model = algorithm.forTrials().fit(fold.fitting(), work.directory("fit"));
      return new FoldScore(
          fold.repeat(),
          fold.number(),
          measure.of(model, fold.heldOut()),
          model.learningCurve().map(LearningCurve::validation).orElse(List.of()));
    }
  }
}
