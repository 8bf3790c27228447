package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.propensity.run.ContractException;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/** Makes a calibrated probability of a binary model's own score, both in [0, 1]; never falling. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Calibration.Isotonic.class, name = "isotonic"),
  @JsonSubTypes.Type(value = Calibration.Platt.class, name = "platt")
})
public sealed interface Calibration extends Serializable {

  /** The calibrated probability of a score. */
  double apply(double score);

  /**
   * Linear between points and constant beyond them, as scikit-learn's IsotonicRegression predicts.
   *
   * @param scores ascending
   * @param probabilities never falling, as many as scores
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Isotonic(List<Double> scores, List<Double> probabilities) implements Calibration {

    public Isotonic {
      scores = List.copyOf(scores);
      probabilities = List.copyOf(probabilities);
      if (scores.isEmpty() || scores.size() != probabilities.size()) {
        throw new ContractException(
            "An isotonic calibration needs as many probabilities as scores, and one at least: %d and %d"
                .formatted(probabilities.size(), scores.size()));
      }
      for (int i = 0; i < scores.size(); i++) {
        boolean share = probabilities.get(i) >= 0 && probabilities.get(i) <= 1;
        boolean ascends =
            i == 0
                || (scores.get(i - 1) < scores.get(i)
                    && probabilities.get(i - 1) <= probabilities.get(i));
        if (!share || !ascends) {
          throw new ContractException(
              "An isotonic calibration's scores must ascend and its probabilities in [0, 1] must not fall");
        }
      }
    }

    @Override
    public double apply(double score) {
      int last = scores.size() - 1;
      if (score <= scores.get(0)) {
        return probabilities.get(0);
      }
      if (score >= scores.get(last)) {
        return probabilities.get(last);
      }
      int found = Collections.binarySearch(scores, score);
      if (found >= 0) {
        return probabilities.get(found);
      }
      int above = -found - 1;
      double share = (score - scores.get(above - 1)) / (scores.get(above) - scores.get(above - 1));
      return probabilities.get(above - 1)
          + share * (probabilities.get(above) - probabilities.get(above - 1));
    }
  }

  /**
   * {@code 1 / (1 + exp(-(slope * logit(score) + intercept)))}, with the score kept 1e-15 from 0
   * and 1. Platt, Probabilistic outputs for support vector machines, 1999.
   *
   * @param slope above 0, so that ranks stay
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Platt(double slope, double intercept) implements Calibration {

    private static final double CLIP = 1e-15;

    public Platt {
      if (!(slope > 0) || Double.isInfinite(slope) || !Double.isFinite(intercept)) {
        throw new ContractException(
            "A Platt calibration needs a slope above 0 and a finite intercept: %s, %s"
                .formatted(slope, intercept));
      }
    }

    @Override
    public double apply(double score) {
      double clipped = Math.min(Math.max(score, CLIP), 1 - CLIP);
      double logit = Math.log(clipped / (1 - clipped));
      return 1 / (1 + Math.exp(-(slope * logit + intercept)));
    }
  }
}
