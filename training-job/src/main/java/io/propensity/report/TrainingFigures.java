package io.propensity.report;

import io.propensity.algorithm.LearningCurve;
import io.propensity.figure.Axis;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.Line.Range;
import io.propensity.figure.LineFigure;
import io.propensity.tuning.Objective;
import io.propensity.tuning.Spread;
import io.propensity.tuning.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pictures of how a model was found and fitted. */
final class TrainingFigures {

  private TrainingFigures() {}

  /**
   * The loss by iteration.
   *
   * @param trees whether an iteration makes a tree; otherwise the first loss is that before any
   */
  static Figure learning(Caption caption, LearningCurve curve, String rows, boolean trees) {
    int first = trees ? 1 : 0;
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("train", Look.FAINT, points(first, curve.train())));
    if (!curve.validation().isEmpty()) {
      lines.add(new Line("validation", Look.MAIN, points(first, curve.validation())));
    }
    List<Double> losses =
        Stream.concat(curve.train().stream(), curve.validation().stream()).toList();
    double least = losses.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = losses.stream().mapToDouble(Double::doubleValue).max().orElse(1);
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
        caption.title("Learning curve", rows),
        Axis.counts(curve.train().size() - 1.0 + first, trees ? "Trees" : "Iterations"),
        Axis.between(least - margin, most + margin, curve.metric()),
        lines);
  }

  /** The score of each trial in the order of the search; empty where fewer than two have one. */
  static Optional<Figure> trials(Caption caption, List<Trial> trials, Objective objective) {
    List<Trial> scored =
        trials.stream()
            .filter(trial -> trial.spread(objective.metric()).values() > 0)
            .sorted(Comparator.comparingInt(Trial::number))
            .toList();
    return scored.size() < 2
        ? Optional.empty()
        : Optional.of(drawn(caption, trials.size(), scored, objective));
  }

  private static Figure drawn(Caption caption, int all, List<Trial> scored, Objective objective) {
    List<Point> means = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    List<Point> best = new ArrayList<>();
    double soFar = Double.NaN;
    for (Trial trial : scored) {
      Spread spread = trial.spread(objective.metric());
      double mean = spread.mean();
      means.add(new Point(trial.number(), mean));
      ranges.add(new Range(mean - spread.deviation(), mean + spread.deviation()));
      boolean better = objective.greaterIsBetter() ? mean > soFar : mean < soFar;
      if (Double.isNaN(soFar) || better) {
        if (!Double.isNaN(soFar)) {
          best.add(new Point(trial.number(), soFar));
        }
        soFar = mean;
      }
      best.add(new Point(trial.number(), soFar));
    }
    double least = ranges.stream().mapToDouble(Range::low).min().orElse(0);
    double most = ranges.stream().mapToDouble(Range::high).max().orElse(1);
    double margin = Math.max((most - least) * 0.05, 1e-9);
    int folds = scored.get(0).folds().size();
    return new LineFigure(
        caption.title(
            "Trials of the search",
            scored.size() == all
                ? "%d trials".formatted(all)
                : "%d of %d trials, those that have a score".formatted(scored.size(), all)),
        Axis.counts(scored.get(scored.size() - 1).number() + 1.0, "Trial"),
        Axis.between(least - margin, most + margin, objective.metric()),
        List.of(
            new Line("best so far", Look.OTHER, best),
            new Line(
                "mean of %d folds, with their deviation".formatted(folds),
                Look.DOTS,
                means,
                ranges)));
  }

  private static List<Point> points(int first, List<Double> losses) {
    return IntStream.range(0, losses.size())
        .mapToObj(i -> new Point((double) first + i, losses.get(i)))
        .toList();
  }
}
