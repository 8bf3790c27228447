package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import io.propensity.model.CategoryText;
import java.util.Arrays;
import org.apache.spark.sql.Row;

/**
 * Rows' features in the arrays that CatBoost's batch call takes; the arrays are used again and
 * again.
 */
final class FeatureBatch {

  private final VectorLayout layout;
  private final float[][] numbers;
  private final String[][] categories;
  private int rows;

  FeatureBatch(VectorLayout layout, int capacity) {
    this.layout = layout;
    this.numbers = new float[capacity][layout.numericCount()];
    this.categories = new String[capacity][layout.categoricalCount()];
  }

  boolean isFull() {
    return rows == numbers.length;
  }

  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
  }

  /** Adds a row whose features are columns of {@link FeatureTable#vector}. */
  void add(Row row) {
    float[] floats = numbers[rows];
    for (int i = 0; i < floats.length; i++) {
      int place = layout.numeric(i);
      floats[i] = row.isNullAt(place) ? Float.NaN : row.getFloat(place);
    }
    String[] texts = categories[rows];
    for (int i = 0; i < texts.length; i++) {
      int place = layout.categorical(i);
      texts[i] =
          row.isNullAt(place) ? CategoryText.NULL_TEXT : CategoryText.of(row.getString(place));
    }
    rows++;
  }

  CatBoostPredictions predict(CatBoostModel model) throws CatBoostError {
    return isFull()
        ? model.predict(numbers, categories)
        : model.predict(Arrays.copyOf(numbers, rows), Arrays.copyOf(categories, rows));
  }
}
