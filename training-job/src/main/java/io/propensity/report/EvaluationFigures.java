package io.propensity.report;

import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.ClassScores;
import io.propensity.evaluation.ConfusionMatrix;
import io.propensity.evaluation.Evaluation;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The pictures of how good a model is, whatever made it. */
public final class EvaluationFigures {

  private EvaluationFigures() {}

  /**
   * Draws nothing yet.
   *
   * @param scores of the rows of the part that counts
   * @param measured what those rows are called
   * @return by the name of the file without its ending; empty where no rows are measured
   */
  public static Map<String, Figure> of(
      Caption caption, Evaluation evaluation, ClassScores scores, MeasuredRows measured) {
    Map<String, Figure> all = new LinkedHashMap<>();
    evaluation
        .binary()
        .filter(binary -> binary.rankings().containsKey(evaluation.measured()))
        .ifPresent(
            binary ->
                all.putAll(
                    BinaryFigures.of(caption, binary, scores, measured, evaluation.measured())));
    OutcomeFigures outcomes = new OutcomeFigures(caption, evaluation, measured);
    ConfusionMatrix matrix = evaluation.matrices().get(evaluation.measured());
    if (matrix != null) {
      String how =
          evaluation
              .binary()
              .map(EvaluationFigures::threshold)
              .orElse("by the most probable class");
      all.put("confusion_matrix", outcomes.confusionMatrix(matrix, how));
    }
    evaluation.regression().ifPresent(regression -> all.putAll(outcomes.of(regression)));
    return all;
  }

  private static String threshold(BinaryDetail binary) {
    return String.format(Locale.ROOT, "positive from a score of %.4g on", binary.threshold());
  }
}
