package io.propensity.report;

import io.propensity.evaluation.ClassScores;
import io.propensity.evaluation.ConfusionMatrix;
import io.propensity.evaluation.Curves;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.figure.Axis;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.LineFigure;
import io.propensity.pipeline.Pipeline;
import io.propensity.split.SplitName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The pictures of a model version. */
public final class Figures {

  /** Of the score distribution: at most as many as it has counts, and few enough to be seen. */
  private static final int STEPS = 20;

  private static final double[] ROUND = {1, 2, 4, 6, 8, 10};

  private final String name;
  private final String label;
  private final EvaluatedModel model;

  private Figures(Pipeline pipeline, EvaluatedModel model) {
    this.name = pipeline.name();
    this.label = String.valueOf(pipeline.label().column());
    this.model = model;
  }

  /**
   * Draws nothing yet.
   *
   * @return by the name of the file without its ending
   */
  public static Map<String, Figure> of(Pipeline pipeline, EvaluatedModel model) {
    Figures figures = new Figures(pipeline, model);
    Evaluation evaluation = model.evaluation();
    Map<String, Figure> all = new LinkedHashMap<>();
    if (evaluation.binary().isPresent()) {
      all.put("roc_curve", figures.rocCurve());
      all.put("precision_recall_curve", figures.precisionRecallCurve());
      all.put("calibration_curve", figures.calibrationCurve());
      all.put("score_distribution", figures.scoreDistribution());
      all.put("gain", OutcomeFigures.gain(figures.name, figures.testRanking()));
    }
    ConfusionMatrix matrix = evaluation.matrices().get(SplitName.TEST);
    if (matrix != null) {
      all.put("confusion_matrix", OutcomeFigures.confusionMatrix(figures.name, matrix));
    }
    evaluation
        .regression()
        .ifPresent(
            detail ->
                all.put(
                    "predicted_and_actual",
                    OutcomeFigures.predictedAndActual(figures.name, detail)));
    all.putAll(ModelFigures.of(figures.name, model.model()));
    return all;
  }

  private Figure rocCurve() {
    List<Line> lines = new ArrayList<>();
    model
        .evaluation()
        .binary()
        .orElseThrow()
        .rankings()
        .forEach((split, ranking) -> lines.add(rocCurve(split, ranking)));
    lines.add(reference("chance", new Point(0, 0), new Point(1, 1)));
    return new LineFigure(
        title("ROC curve"),
        Axis.to(1, "False positive rate"),
        Axis.to(1, "True positive rate"),
        lines);
  }

  private static Line rocCurve(SplitName split, Ranking ranking) {
    String legend = String.format(Locale.ROOT, "%s, AUC %.3f", split.label(), ranking.rocAuc());
    return new Line(legend, look(split), new Curves(ranking).roc());
  }

  private Figure precisionRecallCurve() {
    Curves test = test();
    double rate = test.positiveRate();
    List<Point> curve = test.precisionRecall();
    return new LineFigure(
        title("precision and recall"),
        Axis.to(1, "Recall"),
        Axis.to(round(curve.stream().mapToDouble(Point::y).max().orElse(1)), "Precision"),
        List.of(
            new Line("test", Look.MAIN, curve),
            reference(
                "share of positives, " + digits(rate), new Point(0, rate), new Point(1, rate))));
  }

  private Figure calibrationCurve() {
    List<Point> tenths = test().calibration();
    double end = round(tenths.stream().mapToDouble(p -> Math.max(p.x(), p.y())).max().orElse(1));
    return new LineFigure(
        title("calibration"),
        Axis.to(end, "Mean score"),
        Axis.to(end, "Share of positives"),
        List.of(
            new Line("test, by tenths of the rows", Look.MARKED, tenths),
            reference("perfectly calibrated", new Point(0, 0), new Point(end, end))));
  }

  private Figure scoreDistribution() {
    double end = Math.max(round(model.classScores().max()), (double) STEPS / ClassScores.BUCKETS);
    List<Line> lines = new ArrayList<>();
    model
        .classScores()
        .counts()
        .forEach(
            (value, counts) ->
                lines.add(
                    new Line(
                        legend(value, rows(counts)),
                        lines.isEmpty() ? Look.OTHER : Look.MAIN,
                        steps(counts, end))));
    return new LineFigure(
        title("scores of the test split by class"),
        Axis.to(end, "Score"),
        Axis.shares(round(highest(lines)), "Share of the class"),
        lines);
  }

  private Curves test() {
    return new Curves(testRanking());
  }

  private Ranking testRanking() {
    return Objects.requireNonNull(
        model.evaluation().binary().orElseThrow().rankings().get(SplitName.TEST));
  }

  /** The share of the class in each step, from 0 to {@code end}. */
  private static List<Point> steps(List<Long> counts, double end) {
    int width = (int) Math.round(end * ClassScores.BUCKETS / STEPS);
    double rows = rows(counts);
    List<Point> points = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      double share = rows(counts.subList(step * width, (step + 1) * width)) / rows;
      points.add(new Point(end * step / STEPS, share));
      points.add(new Point(end * (step + 1) / STEPS, share));
    }
    return points;
  }

  private static long rows(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static double highest(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(Point::y)
        .max()
        .orElse(1);
  }

  private String legend(String value, long rows) {
    return String.format(Locale.ROOT, "%s = %s, %,d rows", label, value, rows);
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

  /** The least of 1, 2, 4, 6, 8 times a power of ten that is not below {@code share}, at most 1. */
  public static double round(double share) {
    if (share <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(share)));
    for (double factor : ROUND) {
      if (factor * power >= share) {
        return Math.min(1, factor * power);
      }
    }
    return 1;
  }

  private static String digits(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private String title(String what) {
    return name + ": " + what;
  }
}
