package io.propensity.catboost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Symmetric trees that say which conditions a row meets: each has a few, and its leaves have the
 * bits of those that are met there, in the output that the conditions belong to.
 *
 * @param splits of all trees, in a row
 * @param sizes how many of them each tree has
 */
record ConditionTrees(List<Integer> splits, List<Integer> sizes, List<Double> leaves, int outputs) {

  private static final int DEPTH = 4;

  /** Of the conditions from {@code begin} to {@code end}, by their numbers in the model. */
  static ConditionTrees of(int[] conditions, int begin, int end) {
    int outputs = (end - begin + ForkedTrees.PER_OUTPUT - 1) / ForkedTrees.PER_OUTPUT;
    ConditionTrees trees =
        new ConditionTrees(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), outputs);
    for (int output = 0; output < outputs; output++) {
      int first = begin + output * ForkedTrees.PER_OUTPUT;
      int last = Math.min(end, first + ForkedTrees.PER_OUTPUT);
      for (int at = first; at < last; at += DEPTH) {
        trees.add(conditions, at, Math.min(last, at + DEPTH), at - first, output);
      }
    }
    return trees;
  }

  private void add(int[] conditions, int begin, int end, int bit, int output) {
    for (int i = begin; i < end; i++) {
      splits.add(conditions[i]);
    }
    sizes.add(end - begin);
    for (long met = 0; met < 1L << (end - begin); met++) {
      leaves.addAll(Collections.nCopies(outputs, 0.0));
      leaves.set(leaves.size() - outputs + output, (double) (met << bit));
    }
  }

  /** A copy of a model that has these trees in the place of its own. */
  byte[] in(byte[] cbm) {
    int[] starts = new int[sizes.size()];
    for (int tree = 1; tree < starts.length; tree++) {
      starts[tree] = starts[tree - 1] + sizes.get(tree - 1);
    }
    int[] none = {};
    return new CbmCopy(cbm)
        .number(CbmTrees.APPROX_DIMENSION, outputs)
        .ints(CbmTrees.SPLITS, ints(splits))
        .ints(CbmTrees.PACKED_SPLITS, none)
        .ints(CbmTrees.SIZES, ints(sizes))
        .ints(CbmTrees.STARTS, starts)
        .ints(CbmTrees.STEPS, none)
        .ints(CbmTrees.FIRST_VALUE_OF_NODE, none)
        .doubles(CbmTrees.LEAF_VALUES, doubles(leaves))
        .doubles(CbmTrees.LEAF_WEIGHTS)
        .doubles(CbmTrees.BIAS_BY_OUTPUT, new double[outputs])
        .real(CbmTrees.BIAS, 0)
        .bytes();
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] doubles(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
