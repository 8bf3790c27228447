package io.propensity.scoring.shap;

import java.util.List;

/**
 * Exact SHAP values of an ensemble whose output is the sum of its trees' leaves: where a feature is
 * not known, a row goes both ways, each as often as the training rows did. (Lundberg and others,
 * Consistent Individualized Feature Attribution for Tree Ensembles, 2018, algorithm 2.) The places
 * of the vector that are made of one feature are known together or not at all.
 */
final class ForestShap implements ShapValues {

  private static final long serialVersionUID = 1L;

  private final List<TreeNode> trees;
  private final int[] featureOf;
  private final int features;
  private final int depth;

  /**
   * Of an ensemble.
   *
   * @param trees in which no row may have come to a node: nobody whose feature is not known goes
   *     there
   * @param featureOf the feature that each place of the vector is made of
   */
  ForestShap(List<TreeNode> trees, int[] featureOf, int features) {
    this.trees = List.copyOf(trees);
    this.featureOf = featureOf.clone();
    this.features = features;
    this.depth = trees.stream().mapToInt(TreeNode::depth).max().orElse(0);
  }

  @Override
  public double base(int output) {
    return trees.stream().mapToDouble(tree -> tree.mean(output)).sum();
  }

  @Override
  public double[] of(double[] row, int output) {
    Walk walk = new Walk(row, output);
    for (TreeNode tree : trees) {
      walk.down(tree, 0, 0, 1, 1, TreePaths.NONE);
    }
    return walk.values;
  }

  /** One row's way through the trees. */
  private final class Walk {

    private final double[] row;
    private final int output;
    private final double[] values = new double[features];
    private final TreePaths paths = new TreePaths(depth);

    Walk(double[] row, int output) {
      this.row = row;
      this.output = output;
    }

    /**
     * Goes on from a node.
     *
     * @param path where the path of the parent begins
     * @param length how many features are on it
     * @param zero the share of the rows that come here when the feature is not known
     * @param one 1 when the row itself comes here by the feature, else 0
     */
    void down(TreeNode node, int path, int length, double zero, double one, int feature) {
      if (zero == 0 && one == 0) {
        return; // Neither the row nor anybody else comes here.
      }
      int own = paths.copy(path, length);
      paths.extend(own, length, zero, one, feature);
      if (node instanceof TreeNode.Leaf leaf) {
        paths.attribute(own, length, leaf.values()[output], values);
      } else {
        fork((TreeNode.Fork) node, own, length);
      }
    }

    private double share(TreeNode child, TreeNode.Fork parent) {
      return parent.cover() == 0 ? 0 : child.cover() / parent.cover();
    }

    private void fork(TreeNode.Fork node, int path, int length) {
      boolean left = node.split().goesLeft(row);
      TreeNode hot = left ? node.left() : node.right();
      TreeNode cold = left ? node.right() : node.left();
      int feature = featureOf[node.split().place()];
      double zero = 1;
      double one = 1;
      int last = length;
      int seen = paths.find(path, length, feature);
      if (seen >= 0) { // A feature counts once on a path: both conditions become one.
        zero = paths.zero(path + seen);
        one = paths.one(path + seen);
        paths.unwind(path, length, seen);
        last--;
      }
      down(hot, path, last + 1, zero * share(hot, node), one, feature);
      down(cold, path, last + 1, zero * share(cold, node), 0, feature);
    }
  }
}
