package io.propensity.evaluation.ranking;

import io.propensity.evaluation.threshold.Threshold;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well scores tell a slice's positive rows from its negative ones. Where a class is absent,
 * what needs both is NaN. Each number is the same whatever the order and partitions of the rows.
 *
 * @param positives the sum of their weights
 * @param rocAuc exact: of all pairs of a positive and a negative row the share in which the
 *     positive one has the higher score, equal scores counting half
 * @param rocAucDeviation its standard deviation, after DeLong
 * @param averagePrecision exact, without interpolation
 * @param ks the greatest distance between the two classes' distributions of scores
 * @param gains the share of the positives among the best tenth of the rows, the best two, ...
 * @param groups the rows in the order of their scores, the highest first, cut at each hundredth of
 *     the rows and, since positives may be rare, at each hundredth of the positives; rows of one
 *     score are in one group
 * @param bins the rows by score in ten bins of equal width on [0, 1]
 * @param means by name
 * @param best the threshold that the plan's rule chooses; empty without curves
 */
public record Ranking(
    long rows,
    double positives,
    double negatives,
    double rocAuc,
    double rocAucDeviation,
    double averagePrecision,
    double ks,
    List<Double> gains,
    List<Group> groups,
    List<Group> bins,
    Map<String, Double> means,
    Optional<Threshold> best) {

  public Ranking {
    gains = List.copyOf(gains);
    groups = List.copyOf(groups);
    bins = List.copyOf(bins);
    means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
  }

  public double positiveRate() {
    return positives / (positives + negatives);
  }

  public boolean hasBothClasses() {
    return positives > 0 && negatives > 0;
  }
}
