package io.propensity.algorithm.catboost;

import io.propensity.algorithm.Importances;
import io.propensity.catboost.CatBoostExplanation;
import io.propensity.catboost.CatBoostResult;
import io.propensity.catboost.ShapValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CatBoost's explanation of a model in the words of all algorithms. */
final class Explanations {

  private static final int MOST_INTERACTIONS = 50;

  private Explanations() {}

  static Importances of(CatBoostResult result, List<String> features) {
    Importances.Kind main =
        new Importances.Kind(
            "prediction_values_change",
            "Share of the prediction's changes (PredictionValuesChange), %",
            result.importances());
    return result
        .explanation()
        .map(explanation -> of(main, explanation, features))
        .orElseGet(() -> Importances.of(main));
  }

  private static Importances of(
      Importances.Kind main, CatBoostExplanation explanation, List<String> features) {
    List<Importances.Kind> kinds = new ArrayList<>(List.of(main));
    if (!explanation.lossFunctionChange().isEmpty()) {
      kinds.add(
          new Importances.Kind(
              "loss_function_change",
              "Change of the loss without the feature (LossFunctionChange)",
              explanation.lossFunctionChange()));
    }
    explanation
        .shap()
        .ifPresent(
            shap ->
                kinds.add(
                    new Importances.Kind(
                        "mean_abs_shap",
                        "Mean of |SHAP value|, in the raw score's unit",
                        meanAbsolute(shap, features))));
    return new Importances(
        kinds,
        explanation.interactions().stream()
            .limit(MOST_INTERACTIONS)
            .map(pair -> new Importances.Interaction(pair.first(), pair.second(), pair.strength()))
            .toList(),
        explanation.shap().flatMap(shap -> sample(shap, features)));
  }

  /** Over the rows; several outputs are summed. */
  private static Map<String, Double> meanAbsolute(ShapValues shap, List<String> features) {
    Map<String, Double> means = new LinkedHashMap<>();
    int rows = shap.values().length;
    for (int feature = 0; feature < features.size(); feature++) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        for (int output = 0; output < shap.outputs(); output++) {
          sum += Math.abs(shap.value(row, output, feature));
        }
      }
      means.put(features.get(feature), sum / rows);
    }
    return means.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  /** Of several outputs, a row shows the values of its highest raw score: its likeliest class. */
  private static Optional<Importances.ShapSample> sample(ShapValues shap, List<String> features) {
    List<double[]> values = new ArrayList<>();
    List<double[]> inputs = new ArrayList<>();
    for (int row = 0; row < shap.values().length; row++) {
      int at = row;
      int shown =
          IntStream.range(0, shap.outputs())
              .boxed()
              .max(Comparator.comparingDouble(output -> raw(shap, at, output)))
              .orElse(0);
      values.add(
          IntStream.range(0, features.size())
              .mapToDouble(feature -> shap.value(at, shown, feature))
              .toArray());
      inputs.add(
          IntStream.range(0, features.size())
              .mapToDouble(feature -> shap.inputs()[at][feature])
              .toArray());
    }
    return Optional.of(new Importances.ShapSample(features, values, inputs));
  }

  private static double raw(ShapValues shap, int row, int output) {
    return IntStream.rangeClosed(0, shap.features())
        .mapToDouble(feature -> shap.value(row, output, feature))
        .sum();
  }
}
