package io.propensity.prediction.page;

import io.propensity.figure.Axis;
import io.propensity.figure.BarFigure;
import io.propensity.figure.BarFigure.Bar;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.LineFigure;
import io.propensity.figure.RoundNumbers;
import io.propensity.model.Histogram;
import io.propensity.model.Task;
import io.propensity.page.NumberText;
import io.propensity.report.Drift;
import io.propensity.report.ScoreSummary;
import io.propensity.report.ScoringFigures;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures of how a run's scores are spread, who drifted, and what segments promise. */
final class RunFigures {

  /** So many bars are read at a glance. */
  private static final int MOST_FEATURES = 12;

  private final ScoredCampaign of;

  private RunFigures(ScoredCampaign of) {
    this.of = of;
  }

  /** Draws nothing yet; by the name of the file without its ending. */
  static Map<String, Figure> of(ScoredCampaign of) {
    RunFigures figures = new RunFigures(of);
    Map<String, Figure> all = new LinkedHashMap<>();
    ScoreSummary scores = of.report().scores();
    if (scores != null && !scores.histogram().edges().isEmpty()) {
      all.put(
          "score_distribution",
          of.manifest().task() == Task.REGRESSION
              ? figures.predictions(scores.histogram())
              : figures.probabilities(scores));
    }
    if (!of.drift().isEmpty()) {
      all.put("drift", figures.drift());
    }
    ScoringFigures scoring = of.scoring();
    if (scoring.expectedPositives() != null && !scoring.segments().isEmpty()) {
      all.put("segments", figures.segments());
    }
    return all;
  }

  /** Steps of equal width from 0 to 1, and how the model's training had them. */
  private Figure probabilities(ScoreSummary scores) {
    Histogram.Numeric now = scores.histogram();
    Histogram.Numeric then = of.manifest().baseline().score();
    List<Line> lines = new ArrayList<>();
    double width = 1.0 / now.counts().size();
    boolean comparable = then.edges().equals(now.edges()) && rows(then) > 0;
    int last = Math.max(last(now), comparable ? last(then) : 0);
    double end = Math.max(RoundNumbers.share((last + 1) * width), 2 * width);
    lines.add(new Line("this run", Look.MAIN, steps(now, end)));
    if (comparable) {
      lines.add(new Line("training", Look.OTHER, steps(then, end)));
    }
    double highest =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Point::y)
            .max()
            .orElse(1);
    return new LineFigure(
        title("Scores"),
        Axis.to(end, "Score"),
        Axis.shares(RoundNumbers.share(highest), "Share of the users"),
        lines);
  }

  private static List<Point> steps(Histogram.Numeric histogram, double end) {
    double width = 1.0 / histogram.counts().size();
    double rows = rows(histogram);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < histogram.counts().size() && i * width < end - width / 2; i++) {
      double share = histogram.counts().get(i) / rows;
      points.add(new Point(i * width, share));
      points.add(new Point(Math.min((i + 1) * width, end), share));
    }
    return points;
  }

  /** Between the deciles of the training: so a tenth in each bar is what the training had. */
  private Figure predictions(Histogram.Numeric histogram) {
    List<Double> edges = histogram.edges();
    double rows = rows(histogram);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i <= edges.size(); i++) {
      String name =
          i == 0
              ? "below " + NumberText.number(edges.get(0))
              : i == edges.size()
                  ? "from %s".formatted(NumberText.number(edges.get(i - 1)))
                  : "%s to %s"
                      .formatted(
                          NumberText.number(edges.get(i - 1)), NumberText.number(edges.get(i)));
      bars.add(new Bar(name, 100 * histogram.counts().get(i) / rows));
    }
    return new BarFigure(
        title("Predictions"), "% of the users, in the tenths of the training", bars);
  }

  private Figure drift() {
    return new BarFigure(
        title("Drift since training"),
        "Population stability index; above %s is a large shift".formatted(Drift.LARGE_SHIFT),
        of.drift().stream()
            .limit(MOST_FEATURES)
            .map(each -> new Bar(each.getKey(), Math.max(0, each.getValue().psi())))
            .toList());
  }

  private Figure segments() {
    return new BarFigure(
        title("What the segments promise"),
        "Expected positives: the sum of the scores",
        of.scoring().segments().stream()
            .map(segment -> new Bar(segment.name(), segment.rows() * segment.meanScore()))
            .toList());
  }

  private String title(String what) {
    return new Caption(
            of.manifest().modelVersion().toString(),
            LocalDate.ofInstant(of.report().startedAt(), ZoneOffset.UTC))
        .title(
            what,
            "campaign %d, %s users"
                .formatted(of.campaign().id(), NumberText.count(of.report().scored())));
  }

  private static int last(Histogram.Numeric histogram) {
    int last = histogram.counts().size() - 1;
    while (last > 0 && histogram.counts().get(last) == 0) {
      last--;
    }
    return last;
  }

  private static long rows(Histogram.Numeric histogram) {
    return histogram.counts().stream().mapToLong(Long::longValue).sum();
  }
}
