package io.propensity.catboost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TFullModel;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.native_impl;

/**
 * A copy of a model that gives a row's SHAP values where the model itself gives raw scores: its
 * leaves hold what CatBoost's library says that each of them adds to each feature. So rows fall
 * into leaves as they do in scoring, and all values of a row come of one call.
 *
 * @param cbm its outputs: for each output of the model, a value a feature in the model's order
 * @param base by output, what all rows begin with; with the row's values it sums up to the raw
 *     score
 */
@SuppressWarnings("ArrayRecordComponent") // a file's content, and numbers that are read by index
public record ShapModel(byte[] cbm, double[] base) {

  /** So many numbers the leaves of the copy may hold; 320 MB of them. */
  private static final long MOST_VALUES = 40_000_000;

  /**
   * Computes it, by CatBoost's library in this process.
   *
   * @param cbm the model
   * @param features how many the model has
   * @throws CatBoostException when the library has no SHAP values for such trees, those that {@link
   *     ForkedTrees} are of, or they are too many
   */
  public static ShapModel of(byte[] cbm, int features) {
    double[] base = CbmFile.bias(cbm);
    LeafShap shap = leaves(cbm);
    int dimension = Math.multiplyExact(features, base.length);
    if ((long) shap.leafCount() * dimension > MOST_VALUES) {
      throw new CatBoostException(
          "The model has too many leaves, %,d for %,d values a row"
              .formatted(shap.leafCount(), dimension));
    }
    for (int output = 0; output < base.length; output++) {
      base[output] += shap.means()[output];
    }
    byte[] copy =
        CbmFile.withLeaves(
            cbm, dimension, shap.leafCount(), leafValues -> shap.putAll(features, leafValues));
    return new ShapModel(copy, base);
  }

  private static LeafShap leaves(byte[] cbm) {
    try {
      Path file = Files.createTempFile("model", ".cbm");
      try {
        Files.write(file, cbm);
        return leaves(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a model to a temporary file", e);
    }
  }

  private static LeafShap leaves(Path file) {
    LeafShap shap;
    try {
      TFullModel model = native_impl.ReadModel(file.toString());
      try {
        if (!LeafShap.fits(model)) {
          throw new CatBoostException("The model has too many leaves");
        }
        shap = LeafShap.of(model);
      } finally {
        model.delete();
      }
    } catch (CatBoostException e) {
      throw e;
    } catch (Exception e) { // what the library throws has no type of its own
      throw new CatBoostException(
          "CatBoost's library cannot explain the model: " + e.getMessage(), e);
    }
    if (shap.isEmpty()) {
      throw new CatBoostException("CatBoost's library has SHAP values for symmetric trees alone");
    }
    return shap;
  }
}
