package io.propensity.evaluation;

import io.propensity.evaluation.ranking.Group;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.figure.Line.Point;
import io.propensity.figure.Line.Range;
import io.propensity.statistics.Wilson;
import java.util.ArrayList;
import java.util.List;

/** What is drawn of a {@link Ranking}: each point is exact, and what lies between may be off. */
public final class Curves {

  private static final int DECILES = 10;

  private final List<Group> groups;
  private final Group all;

  public Curves(Ranking ranking) {
    this.groups = ranking.groups();
    this.all = groups.stream().reduce(Group::plus).orElseThrow();
  }

  public double positiveRate() {
    return all.positives() / all.rows();
  }

  /** False positive rate and true positive rate at each threshold, from (0, 0) to (1, 1). */
  public List<Point> roc() {
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    for (Group above : cumulated()) {
      points.add(
          new Point(above.negatives() / all.negatives(), above.positives() / all.positives()));
    }
    return points;
  }

  /** Recall and precision at each threshold, to recall 1; there is none before the first rows. */
  public List<Point> precisionRecall() {
    List<Point> points = new ArrayList<>();
    for (Group above : cumulated()) {
      points.add(new Point(above.positives() / all.positives(), above.positives() / above.rows()));
    }
    return points;
  }

  /** Mean score and share of positives of each tenth of the rows, from the lowest scores on. */
  public List<Point> calibration() {
    return tenths().stream()
        .map(tenth -> new Point(tenth.scores() / tenth.rows(), tenth.positives() / tenth.rows()))
        .toList();
  }

  /** Wilson's interval of 95 % around each tenth's share of positives. */
  public List<Range> calibrationRanges() {
    return tenths().stream()
        .map(
            tenth -> {
              double share = tenth.positives() / tenth.rows();
              Wilson wilson = Wilson.of(share, tenth.rows() * tenth.rows() / tenth.squares());
              // It holds the share itself but for rounding.
              return new Range(Math.min(share, wilson.low()), Math.max(share, wilson.high()));
            })
        .toList();
  }

  private List<Group> tenths() {
    List<Group> tenths = new ArrayList<>();
    double below = 0;
    int last = -1;
    for (int i = groups.size() - 1; i >= 0; i--) {
      Group group = groups.get(i);
      int tenth = (int) ((below + group.rows() / 2) / all.rows() * DECILES);
      if (tenth == last) {
        tenths.add(tenths.remove(tenths.size() - 1).plus(group));
      } else {
        tenths.add(group);
      }
      last = tenth;
      below += group.rows();
    }
    return tenths;
  }

  /** The best-scored share of the rows and the share of all positives among them, from (0, 0). */
  public List<Point> gain() {
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    for (Group above : cumulated()) {
      points.add(new Point(above.rows() / all.rows(), above.positives() / all.positives()));
    }
    return points;
  }

  /** The best-scored share of the rows, and how many times more positives it has than all have. */
  public List<Point> lift() {
    return cumulated().stream()
        .map(
            above ->
                new Point(
                    above.rows() / all.rows(), above.positives() / above.rows() / positiveRate()))
        .toList();
  }

  /** Of each group, all rows down to its lowest score. */
  private List<Group> cumulated() {
    List<Group> cumulated = new ArrayList<>();
    Group above = Group.of(0, 0, 0, 1);
    for (Group group : groups) {
      above = above.plus(group);
      cumulated.add(above);
    }
    return cumulated;
  }
}
