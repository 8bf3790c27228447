package io.propensity.evaluation.ranking;

import java.io.Serializable;

/** What one row adds to a metric that is a mean over the rows. */
public interface RowMetric extends Serializable {

  /**
   * The value of a row.
   *
   * @param positive whether the row is of the positive class
   */
  double of(boolean positive, double score);
}
