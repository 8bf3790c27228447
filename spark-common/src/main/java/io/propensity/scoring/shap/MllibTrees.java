package io.propensity.scoring.shap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.Split;
import org.apache.spark.ml.tree.TreeEnsembleModel;

/** MLlib's trees with the counts of rows that MLlib keeps at their nodes. */
final class MllibTrees {

  private MllibTrees() {}

  /**
   * The trees of an ensemble.
   *
   * @param value what a leaf gives, by output, before the tree's weight is applied
   * @throws UnexplainableModelException when no row came to a node
   */
  static List<TreeNode> of(TreeEnsembleModel<?> ensemble, Function<Node, double[]> value) {
    DecisionTreeModel[] trees = ensemble.trees();
    double[] weights = ensemble.treeWeights();
    List<TreeNode> nodes = new ArrayList<>();
    for (int i = 0; i < trees.length; i++) {
      double weight = weights[i];
      nodes.add(node(trees[i].rootNode(), leaf -> scaled(value.apply(leaf), weight)));
    }
    return nodes;
  }

  private static double[] scaled(double[] values, double weight) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= weight;
    }
    return scaled;
  }

  private static TreeNode node(Node node, Function<Node, double[]> value) {
    if (node instanceof InternalNode fork) {
      return TreeNode.Fork.of(
          split(fork.split()), node(fork.leftChild(), value), node(fork.rightChild(), value));
    }
    double cover = node.impurityStats().count();
    if (!(cover > 0)) {
      throw new UnexplainableModelException(
          "one of its trees has a leaf to which no training row came");
    }
    return new TreeNode.Leaf(cover, value.apply(node));
  }

  private static TreeSplit split(Split split) {
    if (split instanceof ContinuousSplit numbers) {
      return new TreeSplit(numbers.featureIndex(), numbers.threshold(), null);
    }
    CategoricalSplit categories = (CategoricalSplit) split;
    boolean[] left = new boolean[categories.numCategories()];
    for (double category : categories.leftCategories()) {
      left[(int) category] = true;
    }
    return new TreeSplit(categories.featureIndex(), Double.NaN, left);
  }
}
