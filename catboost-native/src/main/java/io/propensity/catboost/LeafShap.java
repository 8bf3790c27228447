package io.propensity.catboost;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.ECalcTypeShapValues;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.EPreCalcShapValues;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TFullModel;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TLocalExecutor;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TShapPreparedTrees;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.TVector_i8;
import ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.native_impl;

/**
 * What each leaf of each tree adds to each feature's SHAP value, as CatBoost's library computes it.
 * A row's SHAP values are the sums over the leaves that it falls into.
 *
 * @param leaves where each leaf's entries begin in {@code bytes}, tree by tree
 * @param bytes CatBoost's own: by leaf the number of entries, each a feature, the number of outputs
 *     and a number an output
 * @param means by output, what all rows begin with, the model's bias apart
 */
@SuppressWarnings("ArrayRecordComponent") // read by index alone
record LeafShap(List<int[]> leaves, ByteBuffer bytes, double[] means) {

  /** So many numbers are kept in memory at most. */
  private static final long MOST_VALUES = 40_000_000;

  /** For so many it is worth to the library to compute by leaf, where it can. */
  private static final long MANY_ROWS = Integer.MAX_VALUE;

  /** CatBoost's trees are no deeper. */
  private static final int DEEPEST = 16;

  /** Whether the library can do it for a model, within bounds. */
  static boolean fits(TFullModel model) {
    return model.GetLeafCount() * model.GetDimensionsCount() * DEEPEST <= MOST_VALUES;
  }

  /**
   * Computes; no leaves where the library has none by leaf, as for trees that are not symmetric.
   */
  static LeafShap of(TFullModel model) throws Exception {
    TLocalExecutor executor = new TLocalExecutor();
    executor.Init(Runtime.getRuntime().availableProcessors());
    TShapPreparedTrees trees =
        native_impl.PrepareTreesWithoutIndependent(
            model,
            MANY_ROWS,
            false,
            new double[0],
            EPreCalcShapValues.Auto,
            false,
            ECalcTypeShapValues.Regular,
            true,
            executor);
    TVector_i8 serialized = trees.Serialize();
    trees.delete();
    ByteBuffer direct = serialized.asDirectByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    // The vector's memory goes with the vector: the copy lives as long as it is needed.
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(direct.capacity())
            .put(direct.duplicate().clear())
            .flip()
            .order(ByteOrder.LITTLE_ENDIAN);
    serialized.delete();
    return read(bytes, (int) model.GetDimensionsCount());
  }

  private static LeafShap read(ByteBuffer bytes, int outputs) {
    List<int[]> leaves = new ArrayList<>();
    int trees = bytes.getInt();
    for (int tree = 0; tree < trees; tree++) {
      int[] places = new int[bytes.getInt()];
      for (int leaf = 0; leaf < places.length; leaf++) {
        places[leaf] = bytes.position();
        int entries = bytes.getInt();
        for (int entry = 0; entry < entries; entry++) {
          bytes.getInt();
          int size = bytes.getInt();
          bytes.position(bytes.position() + size * Double.BYTES);
        }
      }
      leaves.add(places);
    }
    double[] means = new double[outputs];
    int counted = bytes.getInt();
    for (int tree = 0; tree < counted; tree++) {
      int size = bytes.getInt();
      for (int output = 0; output < size; output++) {
        means[output] += bytes.getDouble();
      }
    }
    return new LeafShap(leaves, bytes, means);
  }

  boolean isEmpty() {
    return leaves.isEmpty() || leaves.get(0).length == 0;
  }

  int leafCount() {
    return leaves.stream().mapToInt(tree -> tree.length).sum();
  }

  /**
   * Puts what the leaves add to every feature into leaf values of as many outputs more.
   *
   * @param leafValues zeros: leaf by leaf, output by output, feature by feature
   */
  void putAll(int features, ByteBuffer leafValues) {
    ByteBuffer in = bytes.duplicate().order(bytes.order());
    int at = 0;
    for (int[] tree : leaves) {
      for (int place : tree) {
        in.position(place);
        putAll(in, features, leafValues, at);
        at += means.length * features * Double.BYTES;
      }
    }
  }

  private static void putAll(ByteBuffer in, int features, ByteBuffer leafValues, int at) {
    int entries = in.getInt();
    for (int entry = 0; entry < entries; entry++) {
      int feature = in.getInt();
      int size = in.getInt();
      for (int output = 0; output < size; output++) {
        leafValues.putDouble(at + (output * features + feature) * Double.BYTES, in.getDouble());
      }
    }
  }

  /** Overwrites a model's leaf values with what the leaves add to one feature. */
  void put(int feature, ByteBuffer leafValues) {
    int outputs = means.length;
    ByteBuffer in = bytes.duplicate().order(bytes.order());
    int at = 0;
    for (int[] tree : leaves) {
      for (int place : tree) {
        for (int output = 0; output < outputs; output++) {
          leafValues.putDouble(at + output * Double.BYTES, 0);
        }
        in.position(place);
        put(in, feature, leafValues, at);
        at += outputs * Double.BYTES;
      }
    }
  }

  private static void put(ByteBuffer in, int feature, ByteBuffer leafValues, int at) {
    int entries = in.getInt();
    for (int entry = 0; entry < entries; entry++) {
      boolean wanted = in.getInt() == feature;
      int size = in.getInt();
      for (int output = 0; output < size; output++) {
        double value = in.getDouble();
        if (wanted) {
          leafValues.putDouble(at + output * Double.BYTES, value);
        }
      }
    }
  }
}
