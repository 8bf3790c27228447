package io.propensity.scoring.shap;

import java.io.Serializable;

/** A node of a decision tree, with the weight of the training rows that came to it. */
public sealed interface TreeNode extends Serializable {

  /** An end at which no more than a weight of 0 may have come. */
  static TreeNode leaf(double cover, double[] values) {
    return new Leaf(cover, values);
  }

  /**
   * A fork by a condition, to the one side or the other.
   *
   * @param condition its number, the place of the vector that is 1 where it is met
   */
  static TreeNode fork(int condition, TreeNode no, TreeNode yes) {
    return Fork.of(new TreeSplit(condition, 0, null), no, yes);
  }

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
      double sum = left.cover() * left.mean(output) + right.cover() * right.mean(output);
      return cover == 0 ? 0 : sum / cover;
    }
  }
}
