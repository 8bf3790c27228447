package io.propensity.evaluation.ranking;

import io.propensity.evaluation.fold.ExactSum;
import java.io.Serializable;

/**
 * How one class is placed among the other: the moments that the ROC AUC's deviation is made of.
 * DeLong, DeLong and Clarke-Pearson, Comparing the areas under two or more correlated receiver
 * operating characteristic curves, 1988.
 */
public final class Placements implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ExactSum first = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private final ExactSum firstOfSquares = new ExactSum();
  private final ExactSum secondOfSquares = new ExactSum();

  /**
   * Adds rows that are placed alike.
   *
   * @param weight their sum
   * @param square the sum of the weights' squares
   * @param placement the share of the other class that they win against
   */
  public void add(double weight, double square, double placement) {
    first.add(weight * placement);
    squares.add(square);
    firstOfSquares.add(square * placement);
    secondOfSquares.add(square * placement * placement);
  }

  public Placements add(Placements other) {
    first.add(other.first);
    squares.add(other.squares);
    firstOfSquares.add(other.firstOfSquares);
    secondOfSquares.add(other.secondOfSquares);
    return this;
  }

  public double mean(double weights) {
    return first.value() / weights;
  }

  /** The variance of the mean, over {@code rows} rows; NaN for fewer than two. */
  public double variance(double weights, long rows) {
    double mean = mean(weights);
    double spread =
        secondOfSquares.value() - 2 * mean * firstOfSquares.value() + mean * mean * squares.value();
    return rows < 2 ? Double.NaN : Math.max(0, spread) / (weights * weights) * rows / (rows - 1.0);
  }
}
