package io.propensity.explanation;

import io.propensity.algorithm.Importances;
import io.propensity.figure.BarFigure;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.SwarmFigure;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Pictures of what features mean to a model. */
public final class ImportanceFigures {

  private static final int MOST_BARS = 20;
  private static final int MOST_SWARMS = 15;

  private ImportanceFigures() {}

  /**
   * Draws nothing yet.
   *
   * @param rows what the model was fitted on, for the titles
   * @return by the name of the file without its ending
   */
  public static Map<String, Figure> of(Caption caption, Importances importances, String rows) {
    Map<String, Figure> all = new LinkedHashMap<>();
    Importances.Kind main = importances.main();
    if (!main.byFeature().isEmpty()) {
      all.put("feature_importance", importance(caption, main, rows));
    }
    importances
        .shap()
        .filter(sample -> !sample.values().isEmpty())
        .ifPresent(sample -> all.put("shap_summary", shap(caption, sample)));
    return all;
  }

  private static Figure importance(Caption caption, Importances.Kind kind, String rows) {
    int features = kind.byFeature().size();
    String cut = features > MOST_BARS ? ", %d of %d features".formatted(MOST_BARS, features) : "";
    return new BarFigure(
        caption.title("Feature importance" + cut, rows),
        kind.unit(),
        kind.byFeature().entrySet().stream()
            .limit(MOST_BARS)
            .map(entry -> new BarFigure.Bar(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Figure shap(Caption caption, Importances.ShapSample sample) {
    int count = sample.features().size();
    List<Integer> order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -meanAbsolute(sample, i)))
            .limit(MOST_SWARMS)
            .toList();
    String cut = count > MOST_SWARMS ? ", %d of %d features".formatted(MOST_SWARMS, count) : "";
    return new SwarmFigure(
        caption.title(
            "What features do to the prediction" + cut,
            String.format(Locale.ROOT, "SHAP values of %,d rows", sample.values().size())),
        "Effect on the raw score (SHAP value)",
        "The feature's own value",
        order.stream().map(i -> swarm(sample, i)).toList());
  }

  private static double meanAbsolute(Importances.ShapSample sample, int feature) {
    return sample.values().stream().mapToDouble(row -> Math.abs(row[feature])).average().orElse(0);
  }

  private static SwarmFigure.Swarm swarm(Importances.ShapSample sample, int feature) {
    List<Double> inputs = sample.inputs().stream().map(row -> row[feature]).toList();
    List<Double> ranked =
        inputs.stream().filter(value -> !Double.isNaN(value)).sorted().distinct().toList();
    List<Double> shades = inputs.stream().map(value -> shade(ranked, value)).toList();
    return new SwarmFigure.Swarm(
        sample.features().get(feature),
        sample.values().stream().map(row -> row[feature]).toList(),
        shades);
  }

  /** By rank among the distinct values, so that one great value does not make all others small. */
  private static double shade(List<Double> ranked, double value) {
    if (Double.isNaN(value) || ranked.size() < 2) {
      return Double.NaN;
    }
    return (double) Collections.binarySearch(ranked, value) / (ranked.size() - 1);
  }
}
