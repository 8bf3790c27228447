package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Group;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.Map;

/**
 * Expected calibration error: the mean distance between score and share of positives over ten bins
 * of equal width, by rows. Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities
 * using Bayesian binning, 2015.
 */
record CalibrationError() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    double off = 0;
    for (Group bin : ranking.bins()) {
      off += Math.abs(bin.scores() - bin.positives());
    }
    return Map.of("ece", off / (ranking.positives() + ranking.negatives()));
  }
}
