package io.propensity.evaluation.ranking;

import io.propensity.evaluation.fold.ExactSum;
import java.io.Serializable;

/** Exact sums of rows of about one score. */
final class Sums implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ExactSum positives = new ExactSum();
  private final ExactSum negatives = new ExactSum();
  private final ExactSum scores = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private double lowest = Double.POSITIVE_INFINITY;

  void add(double positive, double negative, double square, double score) {
    positives.add(positive);
    negatives.add(negative);
    scores.add((positive + negative) * score);
    squares.add(square);
    lowest = Math.min(lowest, score);
  }

  Sums add(Sums other) {
    positives.add(other.positives);
    negatives.add(other.negatives);
    scores.add(other.scores);
    squares.add(other.squares);
    lowest = Math.min(lowest, other.lowest);
    return this;
  }

  Group group() {
    return new Group(positives.value(), negatives.value(), scores.value(), squares.value(), lowest);
  }
}
