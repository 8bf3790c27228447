package io.propensity.evaluation.ranking;

/**
 * Rows that follow each other when ranked; all numbers but the last are sums of weights.
 *
 * @param scores the weighted sum of their scores
 * @param squares the sum of the weights' squares
 * @param lowest the lowest score among them
 */
public record Group(
    double positives, double negatives, double scores, double squares, double lowest) {

  /** Of rows that all weigh 1. */
  public static Group of(double positives, double negatives, double scores, double lowest) {
    return new Group(positives, negatives, scores, positives + negatives, lowest);
  }

  static Group none() {
    return new Group(0, 0, 0, 0, 1);
  }

  public double rows() {
    return positives + negatives;
  }

  public Group plus(Group other) {
    return new Group(
        positives + other.positives,
        negatives + other.negatives,
        scores + other.scores,
        squares + other.squares,
        Math.min(lowest, other.lowest));
  }
}
