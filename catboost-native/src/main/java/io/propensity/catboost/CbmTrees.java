package io.propensity.catboost;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trees of a {@code .cbm} file: the places of {@code TModelTrees}' fields, and its features.
 */
final class CbmTrees {

  static final int APPROX_DIMENSION = 0;
  static final int SPLITS = 1;
  static final int SIZES = 2;
  static final int STARTS = 3;
  static final int LEAF_VALUES = 8;
  static final int LEAF_WEIGHTS = 9;
  static final int STEPS = 10;

  /** Where among the values of leaves those of the leaf that a node is begin. */
  static final int FIRST_VALUE_OF_NODE = 11;

  static final int SCALE = 14;
  static final int BIAS = 15;
  static final int BIAS_BY_OUTPUT = 16;

  /** The splits once more, in another form. */
  static final int PACKED_SPLITS = 17;

  private static final int CATEGORICAL_FEATURES = 4;
  private static final int NUMERIC_FEATURES = 5;
  private static final int ONE_HOT_FEATURES = 6;
  private static final int STATISTICS = 7;
  private static final int ESTIMATED_FEATURES = 13;

  private CbmTrees() {}

  /**
   * The features that each condition asks, by the condition's number: first the borders of numbers,
   * then single categories, then the borders of categories' statistics.
   *
   * @throws CatBoostException when there are conditions of texts or embeddings, too
   */
  static List<int[]> features(FlatTable trees) {
    if (trees.length(ESTIMATED_FEATURES) > 0) {
      throw new CatBoostException("The model has features of texts or embeddings");
    }
    List<int[]> features = new ArrayList<>();
    for (FlatTable number : trees.tables(NUMERIC_FEATURES)) {
      add(features, number.length(3), number.number(2));
    }
    Map<Integer, Integer> categorical = new HashMap<>();
    for (FlatTable category : trees.tables(CATEGORICAL_FEATURES)) {
      categorical.put(category.number(0), category.number(1));
    }
    for (FlatTable single : trees.tables(ONE_HOT_FEATURES)) {
      add(features, single.length(1), known(categorical, single.number(0)));
    }
    for (FlatTable statistic : trees.tables(STATISTICS)) {
      IntBuffer combined = statistic.table(0).table(0).table(0).ints(0);
      int[] asked = new int[combined.limit()];
      for (int i = 0; i < asked.length; i++) {
        asked[i] = known(categorical, combined.get(i));
      }
      add(features, statistic.length(1), asked);
    }
    return features;
  }

  private static int known(Map<Integer, Integer> categorical, int number) {
    Integer feature = categorical.get(number);
    if (feature == null) {
      throw new CatBoostException(
          "The model asks a categorical feature %d that it does not have".formatted(number));
    }
    return feature;
  }

  private static void add(List<int[]> features, int times, int... asked) {
    for (int i = 0; i < times; i++) {
      features.add(asked);
    }
  }
}
