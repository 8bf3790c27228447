package io.propensity.scoring.shap;

import java.io.Serializable;

/** A node of a decision tree, with the weight of the training rows that came to it. */
sealed interface TreeNode extends Serializable {

  double cover();

  /** The longest way down, in splits. */
  int depth();

  /** The mean value of an output over the training rows that came here. */
  double mean(int output);

  /**
   * An end of the tree.
   *
   * @param values by output
   */
  @SuppressWarnings("ArrayRecordComponent") // read by index alone
  record Leaf(double cover, double[] values) implements TreeNode {

    @Override
    public int depth() {
      return 0;
    }

    @Override
    public double mean(int output) {
      return values[output];
    }
  }

  /** A node with children; its cover is the sum of theirs. */
  record Fork(TreeSplit split, TreeNode left, TreeNode right, double cover, int depth)
      implements TreeNode {

    static Fork of(TreeSplit split, TreeNode left, TreeNode right) {
      return new Fork(
          split,
          left,
          right,
          left.cover() + right.cover(),
          1 + Math.max(left.depth(), right.depth()));
    }

    @Override
    public double mean(int output) {
      return (left.cover() * left.mean(output) + right.cover() * right.mean(output)) / cover;
    }
  }
}
