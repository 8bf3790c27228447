package io.propensity.evaluation.binary;

/**
 * {@code log_loss}: natural, probabilities kept from 0 and 1 by the distance from 1 to the next
 * double.
 */
record LogLoss() implements MeanMetric {

  private static final double CLIP = Math.ulp(1.0);

  @Override
  public String name() {
    return "log_loss";
  }

  @Override
  public double of(boolean positive, double score) {
    double clipped = Math.min(Math.max(score, CLIP), 1 - CLIP);
    return -StrictMath.log(positive ? clipped : 1 - clipped);
  }
}
