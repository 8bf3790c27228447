package io.propensity.report;

import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.ClassScores;
import io.propensity.evaluation.Curves;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.figure.Axis;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.Line.Range;
import io.propensity.figure.LineFigure;
import io.propensity.figure.RoundNumbers;
import io.propensity.split.SplitName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Pictures of how a binary model's scores tell the classes apart. */
final class BinaryFigures {

  /** Of the score distribution: at most as many as it has counts, and few enough to be seen. */
  private static final int STEPS = 20;

  private final Caption caption;
  private final BinaryDetail binary;
  private final ClassScores scores;
  private final MeasuredRows measured;
  private final SplitName split;
  private final Ranking ranking;
  private final Curves test;

  private BinaryFigures(
      Caption caption,
      BinaryDetail binary,
      ClassScores scores,
      MeasuredRows measured,
      SplitName split) {
    this.caption = caption;
    this.binary = binary;
    this.scores = scores;
    this.measured = measured;
    this.split = split;
    this.ranking = Objects.requireNonNull(binary.rankings().get(split));
    this.test = new Curves(ranking);
  }

  static Map<String, Figure> of(
      Caption caption,
      BinaryDetail binary,
      ClassScores scores,
      MeasuredRows measured,
      SplitName split) {
    BinaryFigures figures = new BinaryFigures(caption, binary, scores, measured, split);
    Map<String, Figure> all = new LinkedHashMap<>();
    if (figures.ranking.hasBothClasses()) {
      all.put("roc_curve", figures.rocCurve());
      all.put("precision_recall_curve", figures.precisionRecallCurve());
      all.put("calibration_curve", figures.calibrationCurve());
      all.put("gain", figures.gain());
      all.put("lift", figures.lift());
    }
    all.put("score_distribution", figures.scoreDistribution());
    return all;
  }

  private Figure rocCurve() {
    List<Line> lines = new ArrayList<>();
    binary
        .rankings()
        .forEach(
            (part, each) -> {
              if (each.hasBothClasses()) {
                lines.add(rocCurve(part, each));
              }
            });
    lines.add(reference("chance", new Point(0, 0), new Point(1, 1)));
    return new LineFigure(
        title("ROC curve"),
        Axis.to(1, "False positive rate"),
        Axis.to(1, "True positive rate"),
        lines);
  }

  private Line rocCurve(SplitName part, Ranking ranking) {
    String legend =
        String.format(
            Locale.ROOT,
            "%s, AUC %.3f",
            part == split ? measured.legend() : part.label(),
            ranking.rocAuc());
    return new Line(legend, look(part), new Curves(ranking).roc());
  }

  private Figure precisionRecallCurve() {
    double rate = test.positiveRate();
    List<Point> curve = test.precisionRecall();
    String legend =
        String.format(
            Locale.ROOT,
            "%s, average precision %.3f",
            measured.legend(),
            ranking.averagePrecision());
    return new LineFigure(
        title("Precision and recall"),
        Axis.to(1, "Recall"),
        Axis.to(RoundNumbers.share(highest(curve)), "Precision"),
        List.of(
            new Line(legend, Look.MAIN, curve),
            reference(
                "share of positives, " + digits(rate), new Point(0, rate), new Point(1, rate))));
  }

  private Figure calibrationCurve() {
    List<Point> tenths = test.calibration();
    List<Range> ranges = test.calibrationRanges();
    double highest =
        Math.max(
            tenths.stream().mapToDouble(Point::x).max().orElse(1),
            ranges.stream().mapToDouble(Range::high).max().orElse(1));
    double end = RoundNumbers.share(highest);
    return new LineFigure(
        title("Calibration"),
        Axis.to(end, "Mean score"),
        Axis.to(end, "Share of positives"),
        List.of(
            new Line("tenths of the rows, with 95 % intervals", Look.MARKED, tenths, ranges),
            reference("perfectly calibrated", new Point(0, 0), new Point(end, end))));
  }

  private Figure scoreDistribution() {
    double end = Math.max(RoundNumbers.share(scores.max()), (double) STEPS / ClassScores.BUCKETS);
    List<Line> lines = new ArrayList<>();
    scores
        .counts()
        .forEach(
            (value, counts) -> {
              if (rows(counts) > 0) {
                lines.add(
                    new Line(
                        legend(value, rows(counts)),
                        lines.isEmpty() ? Look.OTHER : Look.MAIN,
                        steps(counts, end)));
              }
            });
    return new LineFigure(
        title("Scores by class"),
        Axis.to(end, "Score"),
        Axis.shares(
            RoundNumbers.share(
                lines.stream().mapToDouble(line -> highest(line.points())).max().orElse(1)),
            "Share of the class"),
        lines);
  }

  private Figure gain() {
    double share = test.positiveRate();
    return new LineFigure(
        title("Gain"),
        Axis.shares(1, "Best-scored share of the rows"),
        Axis.shares(1, "Share of all positives among them"),
        List.of(
            new Line("model", Look.MAIN, test.gain()),
            new Line(
                "perfect",
                Look.FAINT,
                List.of(new Point(0, 0), new Point(share, 1), new Point(1, 1))),
            reference("chance", new Point(0, 0), new Point(1, 1))));
  }

  private Figure lift() {
    List<Point> curve = test.lift();
    List<Point> tenths = new ArrayList<>();
    List<Double> gains = ranking.gains();
    double before = 0;
    for (int i = 0; i < gains.size(); i++) {
      double lift = (gains.get(i) - before) * gains.size();
      tenths.add(new Point((double) i / gains.size(), lift));
      tenths.add(new Point((i + 1.0) / gains.size(), lift));
      before = gains.get(i);
    }
    double most = Math.max(highest(curve), highest(tenths));
    return new LineFigure(
        title("Lift"),
        Axis.shares(1, "Best-scored share of the rows"),
        Axis.to(RoundNumbers.number(most), "Positives, times their share in all rows"),
        List.of(
            new Line("down to this share", Look.MAIN, curve),
            new Line("each tenth by itself", Look.OTHER, tenths),
            reference("chance", new Point(0, 1), new Point(1, 1))));
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

  private static double highest(List<Point> points) {
    return points.stream().mapToDouble(Point::y).max().orElse(1);
  }

  private static String legend(String value, long rows) {
    return String.format(Locale.ROOT, "%s, %,d rows", value, rows);
  }

  private static Line reference(String name, Point from, Point to) {
    return new Line(name, Look.REFERENCE, List.of(from, to));
  }

  private Look look(SplitName part) {
    if (part == split) {
      return Look.MAIN;
    }
    return part == SplitName.TRAIN ? Look.FAINT : Look.OTHER;
  }

  private static String digits(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private String title(String what) {
    return caption.title(
        what, String.format(Locale.ROOT, "%,d %s", ranking.rows(), measured.title()));
  }
}
