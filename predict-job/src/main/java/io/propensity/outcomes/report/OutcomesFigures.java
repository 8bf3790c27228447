package io.propensity.outcomes.report;

import io.propensity.figure.Axis;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.IntervalFigure;
import io.propensity.figure.IntervalFigure.Interval;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.Line.Range;
import io.propensity.figure.LineFigure;
import io.propensity.figure.RoundNumbers;
import io.propensity.outcomes.measure.Decile;
import io.propensity.outcomes.measure.RateDifference;
import io.propensity.outcomes.measure.Response;
import io.propensity.outcomes.measure.ScoredGroup;
import io.propensity.outcomes.measure.Uplift;
import io.propensity.page.NumberText;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Pictures of what came of a run. */
final class OutcomesFigures {

  private static final List<String> THIRDS =
      List.of("highest scores", "middle scores", "lowest scores");

  private final OutcomesFindings findings;
  private final Response response;

  private OutcomesFigures(OutcomesFindings findings) {
    this.findings = findings;
    this.response = findings.response();
  }

  /** Draws nothing yet; by the name of the file without its ending. */
  static Map<String, Figure> of(OutcomesFindings findings) {
    OutcomesFigures figures = new OutcomesFigures(findings);
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("response_by_decile", figures.byDecile());
    if (figures.response.response().responders() > 0) {
      all.put("gain", figures.gain());
    }
    all.put("calibration", figures.calibration());
    Uplift uplift = findings.response().uplift();
    if (uplift != null) {
      all.put("uplift", figures.uplift(uplift));
    }
    return all;
  }

  private Figure byDecile() {
    List<Point> points = new ArrayList<>();
    List<Point> promised = new ArrayList<>();
    for (ScoredGroup decile : deciles()) {
      double number = Integer.parseInt(decile.name());
      points.add(new Point(number, decile.response().rate()));
      promised.add(new Point(number, decile.meanScore()));
    }
    double rate = response.response().rate();
    return new LineFigure(
        title("Response by decile"),
        new Axis("Decile by score, 1 the highest", 0.5, 10.5, Axis.Format.COUNT),
        Axis.shares(highest(promised), "Response rate"),
        List.of(
            new Line("responded, with 95 % intervals", Look.MARKED, points, ranges()),
            new Line("promised by the scores", Look.OTHER, promised),
            new Line(
                "all treated, " + NumberText.share(rate),
                Look.REFERENCE,
                List.of(new Point(0.5, rate), new Point(10.5, rate)))));
  }

  private Figure gain() {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            "responders", Look.MAIN, cumulated(decile -> Objects.requireNonNull(decile.gain()))));
    if (response.calibration().expected() > 0) {
      lines.add(
          new Line(
              "promised by the scores",
              Look.OTHER,
              cumulated(decile -> Objects.requireNonNull(decile.expectedGain()))));
    }
    lines.add(new Line("chance", Look.REFERENCE, List.of(new Point(0, 0), new Point(1, 1))));
    return new LineFigure(
        title("Gain"),
        Axis.shares(1, "Best-scored share of the treated users"),
        Axis.shares(1, "Share of all responders among them"),
        lines);
  }

  private List<Point> cumulated(ToDoubleFunction<Decile> gain) {
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    double rows = 0;
    for (Decile decile : response.deciles()) {
      rows += decile.users().response().rows();
      points.add(new Point(rows / response.response().rows(), gain.applyAsDouble(decile)));
    }
    return points;
  }

  private Figure calibration() {
    List<Point> points =
        deciles().stream()
            .map(decile -> new Point(decile.meanScore(), decile.response().rate()))
            .toList();
    double end = highest(points.stream().map(point -> new Point(0, point.x())).toList());
    return new LineFigure(
        title("Calibration"),
        Axis.to(end, "Mean score"),
        Axis.to(end, "Response rate"),
        List.of(
            new Line("deciles, with 95 % intervals", Look.MARKED, points, ranges()),
            new Line(
                "as promised", Look.REFERENCE, List.of(new Point(0, 0), new Point(end, end)))));
  }

  private Figure uplift(Uplift uplift) {
    List<Interval> intervals = new ArrayList<>();
    intervals.add(interval("all users", uplift.difference()));
    uplift
        .thirds()
        .forEach(
            third -> intervals.add(interval(THIRDS.get(third.third() - 1), third.difference())));
    return new IntervalFigure(
        title("Uplift, with 95 % intervals"),
        "Response rate of treated less control, in percentage points",
        intervals);
  }

  static String third(int number) {
    return THIRDS.get(number - 1);
  }

  private static Interval interval(String name, RateDifference difference) {
    return new Interval(name, difference.value(), difference.low(), difference.high());
  }

  private List<ScoredGroup> deciles() {
    return response.deciles().stream().map(Decile::users).toList();
  }

  private List<Range> ranges() {
    return deciles().stream()
        .map(decile -> new Range(decile.response().low(), decile.response().high()))
        .toList();
  }

  /** Where an axis ends that holds all intervals and these points. */
  private double highest(List<Point> points) {
    return RoundNumbers.share(
        DoubleStream.concat(
                ranges().stream().mapToDouble(Range::high), points.stream().mapToDouble(Point::y))
            .max()
            .orElse(1));
  }

  private String title(String what) {
    return new Caption(findings.model(), LocalDate.ofInstant(findings.measuredAt(), ZoneOffset.UTC))
        .title(
            what,
            "campaign %d, %s treated users"
                .formatted(findings.campaignId(), NumberText.count(response.response().rows())));
  }
}
