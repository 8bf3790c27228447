package io.propensity.report;

import io.propensity.evaluation.ConfusionMatrix;
import io.propensity.evaluation.PredictedPoint;
import io.propensity.evaluation.RegressionDetail;
import io.propensity.evaluation.ranking.Group;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.figure.Axis;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.LineFigure;
import io.propensity.figure.MatrixFigure;
import java.util.ArrayList;
import java.util.List;

/** Pictures of what was predicted against what was true, of the test split. */
final class OutcomeFigures {

  private OutcomeFigures() {}

  static Figure confusionMatrix(String name, ConfusionMatrix matrix) {
    return new MatrixFigure(
        name + ": confusion matrix of the test split",
        "True class",
        "Predicted class",
        matrix.labels(),
        matrix.counts());
  }

  /** How many of all positives are among the best-scored share of the rows. */
  static Figure gain(String name, Ranking test) {
    double rows = 0;
    double positives = 0;
    for (Group group : test.groups()) {
      rows += group.rows();
      positives += group.positives();
    }
    List<Point> curve = new ArrayList<>(List.of(new Point(0, 0)));
    double seen = 0;
    double found = 0;
    for (Group group : test.groups()) {
      seen += group.rows();
      found += group.positives();
      curve.add(new Point(seen / rows, found / positives));
    }
    double share = positives / rows;
    return new LineFigure(
        name + ": gain",
        Axis.shares(1, "Best-scored share of the test split"),
        Axis.shares(1, "Share of all positives among them"),
        List.of(
            new Line("model", Look.MAIN, curve),
            new Line(
                "perfect",
                Look.FAINT,
                List.of(new Point(0, 0), new Point(share, 1), new Point(1, 1))),
            new Line("chance", Look.REFERENCE, List.of(new Point(0, 0), new Point(1, 1)))));
  }

  /** A mark a row of the sample, on the diagonal where it was predicted as it was. */
  static Figure predictedAndActual(String name, RegressionDetail regression) {
    List<Point> points =
        regression.sample().stream()
            .map(point -> new Point(point.prediction(), point.label()))
            .toList();
    double least = regression.sample().stream().mapToDouble(OutcomeFigures::least).min().orElse(0);
    double most =
        Math.max(
            regression.sample().stream().mapToDouble(OutcomeFigures::most).max().orElse(1),
            least + 1e-9);
    return new LineFigure(
        "%s: predicted and actual, %,d rows of the test split".formatted(name, points.size()),
        Axis.between(least, most, "Predicted"),
        Axis.between(least, most, "Actual"),
        List.of(
            new Line("row", Look.DOTS, points),
            new Line(
                "as predicted",
                Look.REFERENCE,
                List.of(new Point(least, least), new Point(most, most)))));
  }

  private static double least(PredictedPoint point) {
    return Math.min(point.label(), point.prediction());
  }

  private static double most(PredictedPoint point) {
    return Math.max(point.label(), point.prediction());
  }
}
