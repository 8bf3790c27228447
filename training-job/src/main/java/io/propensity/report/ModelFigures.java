package io.propensity.report;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.algorithm.LearningCurve;
import io.propensity.figure.Axis;
import io.propensity.figure.BarFigure;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.LineFigure;
import io.propensity.figure.SwarmFigure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pictures of what a fit tells of its model, whatever the task. */
final class ModelFigures {

  private static final int MOST_BARS = 20;
  private static final int MOST_SWARMS = 15;

  private ModelFigures() {}

  /**
   * Of one model.
   *
   * @param name begins the titles
   * @return by the name of the file without its ending
   */
  static Map<String, Figure> of(String name, FittedModel model) {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("feature_importance", importance(name, model.importances().main()));
    model.importances().shap().ifPresent(shap -> all.put("shap_summary", shap(name, shap)));
    model
        .learningCurve()
        .filter(curve -> curve.train().size() > 1)
        .ifPresent(curve -> all.put("learning_curve", learningCurve(name, curve)));
    return all;
  }

  private static Figure importance(String name, Importances.Kind kind) {
    int features = kind.byFeature().size();
    String cut = features > MOST_BARS ? " (%d of %d features)".formatted(MOST_BARS, features) : "";
    return new BarFigure(
        name + ": feature importance" + cut,
        kind.unit(),
        kind.byFeature().entrySet().stream()
            .limit(MOST_BARS)
            .map(entry -> new BarFigure.Bar(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Figure learningCurve(String name, LearningCurve curve) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("train", Look.FAINT, points(curve.train())));
    if (!curve.validation().isEmpty()) {
      lines.add(new Line("validation", Look.MAIN, points(curve.validation())));
    }
    double least =
        Stream.concat(curve.train().stream(), curve.validation().stream())
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(0);
    double most =
        Stream.concat(curve.train().stream(), curve.validation().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    if (!curve.validation().isEmpty()) {
      double best = curve.best() + 1.0;
      lines.add(
          new Line(
              "%.0f trees kept".formatted(best),
              Look.REFERENCE,
              List.of(new Point(best, least), new Point(best, most))));
    }
    double margin = Math.max((most - least) * 0.05, 1e-9);
    return new LineFigure(
        name + ": learning curve",
        Axis.to(curve.train().size(), "Trees"),
        Axis.between(least - margin, most + margin, curve.metric()),
        lines);
  }

  private static List<Point> points(List<Double> losses) {
    return IntStream.range(0, losses.size())
        .mapToObj(i -> new Point(i + 1.0, losses.get(i)))
        .toList();
  }

  private static Figure shap(String name, Importances.ShapSample sample) {
    int count = sample.features().size();
    List<Integer> order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -meanAbsolute(sample, i)))
            .limit(MOST_SWARMS)
            .toList();
    String cut = count > MOST_SWARMS ? ", %d of %d features".formatted(MOST_SWARMS, count) : "";
    return new SwarmFigure(
        "%s: SHAP values of %,d rows%s".formatted(name, sample.values().size(), cut),
        "Effect on the raw score (SHAP value)",
        "the feature's own value: low, high",
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
