package io.propensity.evaluation.binary;

/** {@code brier_score_loss}: the mean squared distance between the score and 0 or 1. */
record Brier() implements MeanMetric {

  @Override
  public String name() {
    return "brier";
  }

  @Override
  public double of(boolean positive, double score) {
    double off = positive ? 1 - score : score;
    return off * off;
  }
}
