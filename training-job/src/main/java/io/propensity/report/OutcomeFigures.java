package io.propensity.report;

import io.propensity.evaluation.ConfusionMatrix;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.PredictedPoint;
import io.propensity.evaluation.RegressionDetail;
import io.propensity.figure.Axis;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.LineFigure;
import io.propensity.figure.MatrixFigure;
import io.propensity.figure.RoundNumbers;
import io.propensity.model.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Pictures of what was predicted against what was true, of the part that counts. */
final class OutcomeFigures {

  private final Caption caption;
  private final String rows;

  OutcomeFigures(Caption caption, Evaluation evaluation, MeasuredRows measured) {
    this.caption = caption;
    this.rows = String.format(Locale.ROOT, "%,.0f %s", evaluation.metric("rows"), measured.title());
  }

  /**
   * Of classes.
   *
   * @param how a row's class was told
   */
  Figure confusionMatrix(ConfusionMatrix matrix, String how) {
    return new MatrixFigure(
        caption.title("Confusion matrix, " + how, rows),
        "True class",
        "Predicted class",
        matrix.labels(),
        matrix.counts());
  }

  /** Of a regression. */
  Map<String, Figure> of(RegressionDetail regression) {
    Map<String, Figure> all = new LinkedHashMap<>();
    if (!regression.sample().isEmpty()) {
      all.put("predicted_and_actual", predictedAndActual(regression.sample()));
      all.put("residuals", residuals(regression.sample()));
    }
    if (regression.histogram().edges().size() > 1) {
      all.put("residual_distribution", distribution(regression.histogram()));
    }
    return all;
  }

  /** A mark a row of the sample, on the diagonal where it was predicted as it was. */
  private Figure predictedAndActual(List<PredictedPoint> sample) {
    double least = least(sample, point -> Math.min(point.label(), point.prediction()));
    double most = most(sample, least, point -> Math.max(point.label(), point.prediction()));
    return new LineFigure(
        sampled("Predicted and actual", sample),
        Axis.between(least, most, "Predicted"),
        Axis.between(least, most, "Actual"),
        List.of(
            new Line(
                "row",
                Look.DOTS,
                sample.stream()
                    .map(point -> new Point(point.prediction(), point.label()))
                    .toList()),
            new Line(
                "as predicted",
                Look.REFERENCE,
                List.of(new Point(least, least), new Point(most, most)))));
  }

  /** A mark a row of the sample: above 0 where the label is more than was predicted. */
  private Figure residuals(List<PredictedPoint> sample) {
    double least = least(sample, PredictedPoint::prediction);
    double most = most(sample, least, PredictedPoint::prediction);
    double farthest =
        Math.max(
            sample.stream().mapToDouble(OutcomeFigures::residual).map(Math::abs).max().orElse(1),
            1e-9);
    return new LineFigure(
        sampled("Residuals", sample),
        Axis.between(least, most, "Predicted"),
        Axis.between(-farthest, farthest, "Actual less predicted"),
        List.of(
            new Line(
                "row",
                Look.DOTS,
                sample.stream()
                    .map(point -> new Point(point.prediction(), residual(point)))
                    .toList()),
            new Line(
                "as predicted", Look.REFERENCE, List.of(new Point(least, 0), new Point(most, 0)))));
  }

  /** Steps of equal width; the outermost hold all that lies beyond. */
  private Figure distribution(Histogram.Numeric histogram) {
    List<Double> edges = histogram.edges();
    double width = edges.get(1) - edges.get(0);
    double start = edges.get(0) - width;
    double all = histogram.counts().stream().mapToDouble(Long::doubleValue).sum();
    List<Point> steps = new ArrayList<>();
    for (int i = 0; i < histogram.counts().size(); i++) {
      double share = histogram.counts().get(i) / all;
      steps.add(new Point(start + i * width, share));
      steps.add(new Point(start + (i + 1) * width, share));
    }
    double end = start + histogram.counts().size() * width;
    double highest = RoundNumbers.share(steps.stream().mapToDouble(Point::y).max().orElse(1));
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("rows; both ends hold all beyond", Look.MAIN, steps));
    if (start < 0 && end > 0) {
      lines.add(
          new Line(
              "as predicted", Look.REFERENCE, List.of(new Point(0, 0), new Point(0, highest))));
    }
    return new LineFigure(
        caption.title("Distribution of the residuals", rows),
        Axis.between(start, end, "Actual less predicted"),
        Axis.shares(highest, "Share of the rows"),
        lines);
  }

  private String sampled(String what, List<PredictedPoint> sample) {
    return caption.title(what, String.format(Locale.ROOT, "%,d of %s", sample.size(), rows));
  }

  private static double residual(PredictedPoint point) {
    return point.label() - point.prediction();
  }

  private static double least(List<PredictedPoint> sample, ToDoubleFunction<PredictedPoint> of) {
    return values(sample, of).min().orElse(0);
  }

  private static double most(
      List<PredictedPoint> sample, double least, ToDoubleFunction<PredictedPoint> of) {
    double above = Math.max(1e-9, Math.abs(least) * 1e-6);
    return Math.max(values(sample, of).max().orElse(1), least + above);
  }

  private static DoubleStream values(
      List<PredictedPoint> sample, ToDoubleFunction<PredictedPoint> of) {
    return sample.stream().mapToDouble(of);
  }
}
