package io.propensity.evaluation.threshold;

import java.io.Serializable;

/** Rows, or their weights, by what they are and what they are taken for. */
public record Confusion(
    double truePositives, double falsePositives, double trueNegatives, double falseNegatives)
    implements Serializable {

  public double positives() {
    return truePositives + falseNegatives;
  }

  public double negatives() {
    return trueNegatives + falsePositives;
  }

  public double total() {
    return positives() + negatives();
  }

  /** The share of positives among what is taken for them; 0 where there is none. */
  public double precision() {
    return ratio(truePositives, truePositives + falsePositives);
  }

  /** The share of the positives that is found; 0 where there is none. */
  public double recall() {
    return ratio(truePositives, positives());
  }

  /** The harmonic mean of precision and recall. */
  public double f1() {
    return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  /** The same with the classes changed over. */
  public Confusion mirrored() {
    double found = trueNegatives;
    double missed = falsePositives;
    return new Confusion(found, falseNegatives, truePositives, missed);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
