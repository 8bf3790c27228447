package io.propensity.evaluation.calibration;

import io.propensity.evaluation.fold.ExactSum;
import java.io.Serializable;

/** Rows of neighbouring scores that share one probability: their weighted share of positives. */
final class Block implements Serializable {

  private static final long serialVersionUID = 1L;

  private final double lowest;
  private double highest;
  private final ExactSum positives = new ExactSum();
  private final ExactSum weights = new ExactSum();

  Block(double score) {
    this.lowest = score;
    this.highest = score;
  }

  double lowest() {
    return lowest;
  }

  double highest() {
    return highest;
  }

  double probability() {
    return positives.value() / weights.value();
  }

  void add(boolean positive, double weight) {
    weights.add(weight);
    if (positive) {
      positives.add(weight);
    }
  }

  /** Takes in the block of the next higher scores. */
  void join(Block higher) {
    highest = higher.highest;
    positives.add(higher.positives);
    weights.add(higher.weights);
  }
}
