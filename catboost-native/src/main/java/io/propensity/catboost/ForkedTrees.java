package io.propensity.catboost;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trees of a model that are not symmetric, as {@code grow_policy} {@code Lossguide} and {@code
 * Depthwise} make them, and copies of the model that tell which of the trees' conditions a row
 * meets: so rows are asked as they are in scoring, categories and their statistics included.
 *
 * @param trees their conditions are places of {@code conditions}
 * @param conditions by condition, the features that it asks, in the model's order: more than one of
 *     a combination of categories
 * @param copies each gives for a row, by output, a whole number: the bits of {@link #PER_OUTPUT}
 *     conditions, the first the lowest; {@link #PER_COPY} conditions a copy
 * @param bias by output, what the model adds to the sum of its leaves
 */
@SuppressWarnings("ArrayRecordComponent") // files' content, and numbers that are read by index
public record ForkedTrees(
    List<ForkedTree> trees, List<int[]> conditions, List<byte[]> copies, double[] bias) {

  /** So many bits a double holds, and some to spare. */
  public static final int PER_OUTPUT = 48;

  /** The outputs of a copy: each of its leaves has a number for each. */
  private static final int OUTPUTS = 64;

  /** So many conditions a copy of the model tells of. */
  public static final int PER_COPY = OUTPUTS * PER_OUTPUT;

  private static final long MOST_BYTES = 1L << 30;

  public ForkedTrees {
    trees = List.copyOf(trees);
    conditions = List.copyOf(conditions);
    copies = List.copyOf(copies);
  }

  /** Whether a model's trees are other than symmetric. */
  public static boolean isOf(byte[] cbm) {
    return CbmFile.trees(cbm).length(CbmTrees.STEPS) > 0;
  }

  /**
   * Reads them.
   *
   * @param cbm a model that {@link #isOf} holds for
   * @throws CatBoostException when its conditions are of another kind, or there are too many
   */
  public static ForkedTrees of(byte[] cbm) {
    double[] bias = CbmFile.bias(cbm);
    FlatTable table = CbmFile.trees(cbm);
    List<int[]> all = CbmTrees.features(table);
    int[] asked = asked(table);
    return new ForkedTrees(
        new Reading(table, asked, bias.length).trees(),
        Arrays.stream(asked).mapToObj(all::get).toList(),
        copies(cbm, asked),
        bias);
  }

  /** The conditions that some fork asks, by their number in the file, in its order. */
  private static int[] asked(FlatTable table) {
    IntBuffer splits = table.ints(CbmTrees.SPLITS);
    IntBuffer steps = table.ints(CbmTrees.STEPS);
    return IntStream.range(0, steps.limit())
        .filter(node -> steps.get(node) != 0)
        .map(splits::get)
        .distinct()
        .sorted()
        .toArray();
  }

  private static List<byte[]> copies(byte[] cbm, int[] splits) {
    int count = (splits.length + PER_COPY - 1) / PER_COPY;
    if ((long) count * cbm.length > MOST_BYTES) {
      throw new CatBoostException(
          "The model asks too many conditions, %,d, for its size".formatted(splits.length));
    }
    List<byte[]> copies = new ArrayList<>();
    for (int begin = 0; begin < splits.length; begin += PER_COPY) {
      int end = Math.min(splits.length, begin + PER_COPY);
      copies.add(ConditionTrees.of(splits, begin, end).in(cbm));
    }
    return copies;
  }

  /** Walks through the nodes, which lie tree by tree, each before its children. */
  private static final class Reading {

    private static final int LEFT = 0xFFFF;
    private static final int RIGHT = 16;

    private final IntBuffer starts;
    private final IntBuffer splits;
    private final IntBuffer steps;
    private final IntBuffer firstValues;
    private final DoubleBuffer values;
    private final DoubleBuffer weights;
    private final int[] asked;
    private final int outputs;

    Reading(FlatTable table, int[] asked, int outputs) {
      this.starts = table.ints(CbmTrees.STARTS);
      this.splits = table.ints(CbmTrees.SPLITS);
      this.steps = table.ints(CbmTrees.STEPS);
      this.firstValues = table.ints(CbmTrees.FIRST_VALUE_OF_NODE);
      this.values = table.doubles(CbmTrees.LEAF_VALUES).asDoubleBuffer();
      this.weights = table.doubles(CbmTrees.LEAF_WEIGHTS).asDoubleBuffer();
      this.asked = asked;
      this.outputs = outputs;
      if ((long) weights.limit() * outputs != values.limit()) {
        throw new CatBoostException(
            "The model does not tell how many training rows came to its leaves");
      }
    }

    List<ForkedTree> trees() {
      List<ForkedTree> trees = new ArrayList<>();
      for (int tree = 0; tree < starts.limit(); tree++) {
        trees.add(node(starts.get(tree)));
      }
      return trees;
    }

    /** A way that leads no further ends in the node's own leaf. */
    private ForkedTree node(int node) {
      int left = steps.get(node) & LEFT;
      int right = steps.get(node) >>> RIGHT;
      if (left == 0 && right == 0) {
        return leaf(node);
      }
      return new ForkedTree.Fork(
          Arrays.binarySearch(asked, splits.get(node)),
          left == 0 ? leaf(node) : node(node + left),
          right == 0 ? leaf(node) : node(node + right));
    }

    private ForkedTree leaf(int node) {
      int first = firstValues.get(node);
      double[] of = new double[outputs];
      values.get(first, of);
      return new ForkedTree.Leaf(weights.get(first / outputs), of);
    }
  }
}
