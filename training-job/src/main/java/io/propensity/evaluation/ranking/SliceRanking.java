package io.propensity.evaluation.ranking;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.threshold.Confusion;
import io.propensity.evaluation.threshold.Threshold;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One slice's rows in the order of their scores, the lowest first. */
final class SliceRanking implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int CUTS = 100;
  private static final int BINS = 10;

  private final RankingPlan plan;
  private final double allPositives;
  private final double allNegatives;
  private final ExactSum positivesBelow;
  private final ExactSum negativesBelow;
  private final Tie tie = new Tie();
  private final Placements ofPositives = new Placements();
  private final Placements ofNegatives = new Placements();
  private final ExactSum precision = new ExactSum();
  private final Gains gains = new Gains();
  private final TreeMap<Integer, Sums> groups = new TreeMap<>();
  private final Sums[] bins = new Sums[BINS];
  private final RowMetric[] metrics;
  private final ExactSum[] means;
  private double ks;
  private @Nullable Threshold best;

  SliceRanking(RankingPlan plan, int slice, ClassWeights below, ClassWeights all) {
    this.plan = plan;
    this.allPositives = all.positives(slice).value();
    this.allNegatives = all.negatives(slice).value();
    this.positivesBelow = below.positives(slice).copy();
    this.negativesBelow = below.negatives(slice).copy();
    for (int i = 0; i < BINS; i++) {
      bins[i] = new Sums();
    }
    this.metrics = plan.means().values().toArray(RowMetric[]::new);
    this.means = new ExactSum[metrics.length];
    for (int i = 0; i < metrics.length; i++) {
      means[i] = new ExactSum();
    }
  }

  void add(boolean positive, double score, double weight) {
    if (score != tie.score()) {
      end();
      tie.open(score);
    }
    tie.add(positive, weight);
  }

  void end() {
    if (tie.isOpen()) {
      close(tie.score(), tie.positives().value(), tie.negatives().value());
      positivesBelow.add(tie.positives());
      negativesBelow.add(tie.negatives());
      tie.clear();
    }
  }

  private void close(double score, double positives, double negatives) {
    double under = positivesBelow.value();
    double overNegatives = negativesBelow.value();
    ofPositives.add(
        positives, tie.positiveSquares(), (overNegatives + negatives / 2) / allNegatives);
    ofNegatives.add(
        negatives, tie.negativeSquares(), (allPositives - under - positives / 2) / allPositives);
    if (plan.curves()) {
      curves(score, under, overNegatives, positives, negatives);
    }
  }

  private void curves(
      double score, double under, double underNegatives, double positives, double negatives) {
    Confusion at =
        new Confusion(allPositives - under, allNegatives - underNegatives, underNegatives, under);
    precision.add(positives * at.precision());
    ks =
        Math.max(
            ks,
            Math.abs(
                (underNegatives + negatives) / allNegatives - (under + positives) / allPositives));
    double total = allPositives + allNegatives;
    gains.add(under + underNegatives, positives + negatives, total, under, positives, allPositives);
    double middle = (total - under - underNegatives - (positives + negatives) / 2) / total;
    double middlePositives = (allPositives - under - positives / 2) / allPositives;
    int group = (int) (middle * CUTS) + (int) (middlePositives * CUTS);
    double squares = tie.positiveSquares() + tie.negativeSquares();
    groups.computeIfAbsent(group, at0 -> new Sums()).add(positives, negatives, squares, score);
    int bin = Math.max(0, Math.min(BINS - 1, (int) Math.floor(score * BINS)));
    bins[bin].add(positives, negatives, squares, score);
    for (int i = 0; i < metrics.length; i++) {
      addTo(means[i], positives, metrics[i].of(true, score));
      addTo(means[i], negatives, metrics[i].of(false, score));
    }
    Threshold here = new Threshold(score, plan.rule().objective(at), at);
    best = best == null ? here : best.better(here);
  }

  private static void addTo(ExactSum sum, double weight, double value) {
    if (weight > 0) {
      sum.add(weight * value);
    }
  }

  SliceRanking merge(SliceRanking other) {
    ofPositives.add(other.ofPositives);
    ofNegatives.add(other.ofNegatives);
    precision.add(other.precision);
    gains.add(other.gains);
    ks = Math.max(ks, other.ks);
    other.groups.forEach((group, sums) -> groups.merge(group, sums, Sums::add));
    for (int i = 0; i < BINS; i++) {
      bins[i].add(other.bins[i]);
    }
    for (int i = 0; i < means.length; i++) {
      means[i].add(other.means[i]);
    }
    best = better(best, other.best);
    return this;
  }

  private static @Nullable Threshold better(@Nullable Threshold one, @Nullable Threshold other) {
    return one == null || other == null ? (one == null ? other : one) : one.better(other);
  }

  Ranking ranking(ClassWeights all, int slice) {
    double weights = allPositives + allNegatives;
    Map<String, Double> averages = new LinkedHashMap<>();
    int next = 0;
    for (String name : plan.means().keySet()) {
      averages.put(name, means[next++].value() / weights);
    }
    List<Group> ordered = new ArrayList<>();
    groups.values().forEach(sums -> ordered.add(sums.group()));
    List<Group> tenths = new ArrayList<>();
    for (Sums bin : bins) {
      tenths.add(bin.group());
    }
    long positiveRows = all.positiveRows(slice);
    double variance =
        ofPositives.variance(allPositives, positiveRows)
            + ofNegatives.variance(allNegatives, all.rows(slice) - positiveRows);
    return new Ranking(
        all.rows(slice),
        allPositives,
        allNegatives,
        ofPositives.mean(allPositives),
        Math.sqrt(variance),
        precision.value() / allPositives,
        ks,
        gains.shares(),
        ordered,
        tenths,
        averages,
        Optional.ofNullable(best));
  }
}
