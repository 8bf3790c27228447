package io.propensity.evaluation.ranking;

import io.propensity.evaluation.fold.ExactSum;
import java.io.Serializable;

/** The rows of one score, of one slice, while they are read. */
final class Tie implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ExactSum positives = new ExactSum();
  private final ExactSum negatives = new ExactSum();
  private final ExactSum positiveSquares = new ExactSum();
  private final ExactSum negativeSquares = new ExactSum();
  private double score = Double.NaN;

  double score() {
    return score;
  }

  boolean isOpen() {
    return !Double.isNaN(score);
  }

  void open(double of) {
    clear();
    score = of;
  }

  void clear() {
    score = Double.NaN;
    positives.clear();
    negatives.clear();
    positiveSquares.clear();
    negativeSquares.clear();
  }

  void add(boolean positive, double weight) {
    (positive ? positives : negatives).add(weight);
    (positive ? positiveSquares : negativeSquares).add(weight * weight);
  }

  ExactSum positives() {
    return positives;
  }

  ExactSum negatives() {
    return negatives;
  }

  double positiveSquares() {
    return positiveSquares.value();
  }

  double negativeSquares() {
    return negativeSquares.value();
  }
}
