package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Rows' features in the arrays that CatBoost's batch call takes; the arrays are used again and
 * again.
 */
final class FeatureBatch {

  private final VectorLayout layout;
  private final CategoryHashes hashes;
  private final float[][] numbers;
  private final int[][] categories;
  private int rows;

  FeatureBatch(VectorLayout layout, int capacity) {
    this.layout = layout;
    this.hashes = new CategoryHashes(layout.text());
    this.numbers = new float[capacity][layout.numericCount()];
    this.categories = new int[capacity][layout.categoricalCount()];
  }

  boolean isFull() {
    return rows == numbers.length;
  }

  void clear() {
    rows = 0;
  }

  /** Adds a row whose features are columns of {@link FeatureTable#readable}. */
  void add(UnsafeRow row) {
    layout.numbers(row, numbers[rows]);
    int[] numbered = categories[rows];
    for (int i = 0; i < numbered.length; i++) {
      numbered[i] = hashes.of(row, layout.categorical(i));
    }
    rows++;
  }

  /** A row's numeric features, NaN for what is missing. */
  float[] numbers(int row) {
    return numbers[row];
  }

  /**
   * The raw values of the rows in the batch.
   *
   * @param full takes those of a full batch
   */
  CatBoostPredictions predict(CatBoostModel model, CatBoostPredictions full) throws CatBoostError {
    if (isFull()) {
      model.predict(numbers, categories, full);
      return full;
    }
    return model.predict(Arrays.copyOf(numbers, rows), Arrays.copyOf(categories, rows));
  }
}
