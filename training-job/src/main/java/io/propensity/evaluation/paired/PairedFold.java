package io.propensity.evaluation.paired;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Sums up what both models make of each row. Columns: the weight, then for each metric the
 * champion's value and the challenger's, all DOUBLE.
 */
final class PairedFold implements Fold<PairedFold> {

  private static final long serialVersionUID = 1L;

  private static final int A = 0;
  private static final int B = 1;
  private static final int SQUARED_A = 2;
  private static final int SQUARED_B = 3;
  private static final int SQUARED_AA = 4;
  private static final int SQUARED_BB = 5;
  private static final int SQUARED_AB = 6;
  private static final int SUMS = 7;

  private long rows;
  private final ExactSum weights = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private final ExactSum[] sums;

  PairedFold(int metrics) {
    sums = new ExactSum[metrics * SUMS];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new ExactSum();
    }
  }

  @Override
  public void add(InternalRow row) {
    double weight = row.getDouble(0);
    double square = weight * weight;
    rows++;
    weights.add(weight);
    squares.add(square);
    for (int at = 0; at < sums.length; at += SUMS) {
      double a = row.getDouble(1 + 2 * (at / SUMS));
      double b = row.getDouble(2 + 2 * (at / SUMS));
      sums[at + A].add(weight * a);
      sums[at + B].add(weight * b);
      sums[at + SQUARED_A].add(square * a);
      sums[at + SQUARED_B].add(square * b);
      sums[at + SQUARED_AA].add(square * a * a);
      sums[at + SQUARED_BB].add(square * b * b);
      sums[at + SQUARED_AB].add(square * a * b);
    }
  }

  @Override
  public PairedFold merge(PairedFold other) {
    rows += other.rows;
    weights.add(other.weights);
    squares.add(other.squares);
    for (int i = 0; i < sums.length; i++) {
      sums[i].add(other.sums[i]);
    }
    return this;
  }

  /** The champion's mean. */
  double champion(int metric) {
    return sum(metric, A) / weights.value();
  }

  /** The challenger's mean. */
  double challenger(int metric) {
    return sum(metric, B) / weights.value();
  }

  /**
   * The standard deviation of the mean of {@code times_b * challenger - times_a * champion} over
   * the rows.
   */
  double deviation(int metric, double timesA, double timesB) {
    double mean = timesB * challenger(metric) - timesA * champion(metric);
    double first = timesB * sum(metric, SQUARED_B) - timesA * sum(metric, SQUARED_A);
    double second =
        timesB * timesB * sum(metric, SQUARED_BB)
            - 2 * timesA * timesB * sum(metric, SQUARED_AB)
            + timesA * timesA * sum(metric, SQUARED_AA);
    double spread = second - 2 * mean * first + mean * mean * squares.value();
    double total = weights.value();
    return rows < 2
        ? Double.NaN
        : Math.sqrt(Math.max(0, spread) / (total * total) * rows / (rows - 1.0));
  }

  private double sum(int metric, int of) {
    return sums[metric * SUMS + of].value();
  }
}
