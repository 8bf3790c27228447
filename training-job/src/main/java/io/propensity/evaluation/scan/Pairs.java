package io.propensity.evaluation.scan;

/** Counts the pairs that ascending values win, ties as half. */
final class Pairs {

  private double positives;
  private double negatives;
  private double won;

  /** Rows of the next higher value. */
  void add(double ofPositives, double ofNegatives) {
    won += ofPositives * (negatives + ofNegatives / 2);
    positives += ofPositives;
    negatives += ofNegatives;
  }

  double rocAuc() {
    return won / (positives * negatives);
  }
}
