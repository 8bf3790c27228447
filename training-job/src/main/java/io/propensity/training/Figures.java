package io.propensity.training;

import io.propensity.figure.Axis;
import io.propensity.figure.BarFigure;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.LineFigure;
import io.propensity.model.Histogram;
import io.propensity.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pictures of a model version. */
final class Figures {

  private static final int MOST_BARS = 20;

  private final String name;
  private final String label;
  private final EvaluatedModel model;

  private Figures(Pipeline pipeline, EvaluatedModel model) {
    this.name = pipeline.name();
    this.label = pipeline.label().column();
    this.model = model;
  }

  /**
   * Draws nothing yet.
   *
   * @return by the name of the file without its ending
   */
  static Map<String, Figure> of(Pipeline pipeline, EvaluatedModel model) {
    Figures figures = new Figures(pipeline, model);
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("roc_curve", figures.rocCurve());
    all.put("precision_recall_curve", figures.precisionRecallCurve());
    all.put("calibration_curve", figures.calibrationCurve());
    all.put("score_distribution", figures.scoreDistribution());
    all.put("feature_importance", figures.featureImportance());
    return all;
  }

  private Figure rocCurve() {
    List<Line> lines = new ArrayList<>();
    model
        .evaluation()
        .rankings()
        .forEach(
            (split, ranking) ->
                lines.add(
                    new Line(
                        "%s, AUC %s".formatted(split.label(), number(ranking.rocAuc())),
                        look(split),
                        new Curves(ranking).roc())));
    lines.add(reference("chance", new Point(0, 0), new Point(1, 1)));
    return new LineFigure(
        title("ROC curve"),
        Axis.unit("False positive rate"),
        Axis.unit("True positive rate"),
        lines);
  }

  private Figure precisionRecallCurve() {
    Curves test = test();
    double rate = test.positiveRate();
    return new LineFigure(
        title("precision and recall"),
        Axis.unit("Recall"),
        Axis.unit("Precision"),
        List.of(
            new Line("test", Look.MAIN, test.precisionRecall()),
            reference(
                "share of positives, " + number(rate), new Point(0, rate), new Point(1, rate))));
  }

  private Figure calibrationCurve() {
    return new LineFigure(
        title("calibration"),
        Axis.unit("Mean score"),
        Axis.unit("Share of positives"),
        List.of(
            new Line("test, by tenths of the rows", Look.MARKED, test().calibration()),
            reference("perfectly calibrated", new Point(0, 0), new Point(1, 1))));
  }

  private Figure scoreDistribution() {
    List<Line> lines = new ArrayList<>();
    model
        .scoresByClass()
        .forEach(
            (value, scores) ->
                lines.add(
                    new Line(
                        String.format(Locale.ROOT, "%s = %s, %,d rows", label, value, rows(scores)),
                        lines.isEmpty() ? Look.OTHER : Look.MAIN,
                        steps(scores))));
    return new LineFigure(
        title("scores of the test split by class"),
        Axis.unit("Score"),
        Axis.shares("Share of the class"),
        lines);
  }

  private Figure featureImportance() {
    return new BarFigure(
        title("feature importance"),
        "Share of the prediction's changes (PredictionValuesChange), %",
        model.model().importances().entrySet().stream()
            .limit(MOST_BARS)
            .map(entry -> new BarFigure.Bar(entry.getKey(), entry.getValue()))
            .toList());
  }

  private Curves test() {
    return new Curves(model.evaluation().ranking(SplitName.TEST));
  }

  private static List<Point> steps(Histogram.Numeric scores) {
    int buckets = scores.counts().size();
    double rows = rows(scores);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      double share = scores.counts().get(i) / rows;
      points.add(new Point((double) i / buckets, share));
      points.add(new Point((i + 1.0) / buckets, share));
    }
    return points;
  }

  private static long rows(Histogram.Numeric scores) {
    return scores.counts().stream().mapToLong(Long::longValue).sum();
  }

  private static Line reference(String name, Point from, Point to) {
    return new Line(name, Look.REFERENCE, List.of(from, to));
  }

  private static Look look(SplitName split) {
    return switch (split) {
      case TRAIN -> Look.FAINT;
      case VALIDATION -> Look.OTHER;
      case TEST -> Look.MAIN;
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private String title(String what) {
    return name + ": " + what;
  }
}
