package io.propensity.scoring;

import io.propensity.scoring.shap.ConditionShap;
import java.io.Serializable;
import java.util.List;

/** What says why a CatBoost model scores as it does. */
public sealed interface ShapTrees extends Serializable {

  /**
   * Of symmetric trees: a model whose outputs are SHAP values.
   *
   * @param cbm for each output of the model, a value a feature in the model's order
   * @param base by output of the model, the raw score that all rows begin with
   */
  @SuppressWarnings("ArrayRecordComponent") // a file's content, and numbers that are read by index
  record OfLeaves(byte[] cbm, double[] base) implements ShapTrees {}

  /**
   * Of other trees: models that tell which conditions a row meets, and what that comes to.
   *
   * @param cbms each gives, by output, a whole number whose bits are {@code perOutput} conditions,
   *     the first the lowest; {@code perModel} conditions a model
   * @param conditions of all models together
   */
  record OfConditions(
      List<byte[]> cbms, int conditions, int perModel, int perOutput, ConditionShap values)
      implements ShapTrees {

    public OfConditions {
      cbms = List.copyOf(cbms);
    }
  }
}
