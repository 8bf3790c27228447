package io.propensity.evaluation.threshold;

import java.io.Serializable;

/**
 * A score at or above which rows count as positive.
 *
 * @param outcome of the rows that it was chosen on
 */
public record Threshold(double score, double objective, Confusion outcome) implements Serializable {

  /** The one with the higher objective; of equal ones that of the higher score. */
  public Threshold better(Threshold other) {
    int by = Double.compare(objective, other.objective);
    return by > 0 || (by == 0 && score >= other.score) ? this : other;
  }
}
