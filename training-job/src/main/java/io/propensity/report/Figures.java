package io.propensity.report;

import io.propensity.algorithm.FittedModel;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.explanation.ImportanceFigures;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.tuning.Objective;
import io.propensity.tuning.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pictures of a model and its training. */
public final class Figures {

  private Figures() {}

  /**
   * Draws nothing yet.
   *
   * @param trials of the search that found the model; may be empty
   * @param objective what the search went by
   * @return by the name of the file without its ending
   */
  public static Map<String, Figure> of(
      Caption caption, EvaluatedModel model, List<Trial> trials, Objective objective) {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.putAll(
        EvaluationFigures.of(
            caption,
            model.evaluation(),
            model.classScores(),
            MeasuredRows.of(model.evaluation().measured())));
    FittedModel fitted = model.model();
    String rows = rows(fitted);
    all.putAll(ImportanceFigures.of(caption, fitted.importances(), rows));
    fitted
        .learningCurve()
        .filter(curve -> curve.train().size() > 1)
        .ifPresent(
            curve ->
                all.put(
                    "learning_curve",
                    TrainingFigures.learning(caption, curve, rows, fitted.trees().isPresent())));
    TrainingFigures.trials(caption, trials, objective)
        .ifPresent(figure -> all.put("trials", figure));
    return all;
  }

  private static String rows(FittedModel model) {
    return model.parameters().get("rows_fitted") instanceof Number rows
        ? String.format(Locale.ROOT, "fitted on %,d rows", rows.longValue())
        : "fitted on the train split";
  }
}
