package io.propensity.evaluation.multiclass;

import io.propensity.evaluation.ranking.Ranking;
import java.util.List;

/**
 * What came of the rows of a slice.
 *
 * @param counts weights by the true class, then by the most probable one
 * @param squares the sum of the weights' squares
 * @param logLoss its mean
 * @param rankings of each class's probability against all others; empty where they are not wanted
 */
public record ClassifiedRows(
    long rows, List<List<Double>> counts, double squares, double logLoss, List<Ranking> rankings) {

  public ClassifiedRows {
    counts = counts.stream().map(List::copyOf).toList();
    rankings = List.copyOf(rankings);
  }

  ClassifiedRows with(List<Ranking> more) {
    return new ClassifiedRows(rows, counts, squares, logLoss, more);
  }

  int classes() {
    return counts.size();
  }

  /** The weight of the rows that are of a class. */
  double of(int label) {
    return counts.get(label).stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The weight of the rows that are taken for a class. */
  double takenFor(int label) {
    return counts.stream().mapToDouble(row -> row.get(label)).sum();
  }

  double right(int label) {
    return counts.get(label).get(label);
  }

  /**
   * How many rows of weight 1 would tell as much: Kish's effective sample size, (sum of weights)^2
   * / (sum of squared weights).
   */
  double effective() {
    double total = total();
    return total * total / squares;
  }

  double total() {
    double total = 0;
    for (int i = 0; i < classes(); i++) {
      total += of(i);
    }
    return total;
  }
}
