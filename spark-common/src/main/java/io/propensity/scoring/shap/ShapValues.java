package io.propensity.scoring.shap;

import java.io.Serializable;

/**
 * What each feature adds to an output of a model. {@link #base} and the values of a row sum up to
 * that output.
 */
public sealed interface ShapValues extends Serializable
    permits ConditionShap, ForestShap, LinearShap {

  /** What all rows begin with. */
  double base(int output);

  /**
   * The value of each feature, in the model's order.
   *
   * @param row a number for each place of the model's vector
   */
  double[] of(double[] row, int output);
}
