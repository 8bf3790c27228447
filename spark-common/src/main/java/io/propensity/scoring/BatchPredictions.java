package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;

/** A model's raw values for the rows of one batch after the other. */
final class BatchPredictions {

  private final CatBoostModel model;
  private final CatBoostPredictions full;
  private CatBoostPredictions current;

  /**
   * Of a model.
   *
   * @param capacity the rows of a full batch
   * @param dimension how many values the model gives for a row
   */
  BatchPredictions(CatBoostModel model, int capacity, int dimension) {
    this.model = model;
    this.full = new CatBoostPredictions(capacity, dimension);
    this.current = full;
  }

  /** Asks the model; the values of the batch before are gone. */
  void of(FeatureBatch batch) {
    try {
      current = batch.predict(model, full);
    } catch (CatBoostError e) {
      throw new IllegalStateException("CatBoost cannot score a batch: " + e.getMessage(), e);
    }
  }

  double get(int row, int output) {
    return current.get(row, output);
  }
}
