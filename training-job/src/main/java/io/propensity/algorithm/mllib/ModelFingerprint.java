package io.propensity.algorithm.mllib;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.TreeEnsembleModel;

/** SHA-256 of all that a prediction is made of, to the last bit, and of nothing else. */
final class ModelFingerprint {

  private final MessageDigest digest;

  private ModelFingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static String of(ColumnStatistics statistics, Model<?> model) {
    ModelFingerprint fingerprint = new ModelFingerprint();
    fingerprint.add(statistics.toString());
    fingerprint.add(model.getClass().getSimpleName());
    fingerprint.model(model);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void model(Model<?> model) {
    if (model instanceof TreeEnsembleModel<?> ensemble) {
      add(ensemble.treeWeights());
      for (DecisionTreeModel tree : ensemble.trees()) {
        node(tree.rootNode());
      }
    } else if (model instanceof LogisticRegressionModel logistic) {
      add(logistic.coefficientMatrix().toArray());
      add(logistic.interceptVector().toArray());
    } else if (model instanceof LinearRegressionModel linear) {
      add(linear.coefficients().toArray());
      add(linear.intercept(), linear.scale());
    } else {
      throw new IllegalStateException("No fingerprint of a " + model.getClass());
    }
  }

  /** A tree is at most 30 levels deep. */
  private void node(Node node) {
    add(node.prediction());
    add(node.impurityStats().stats());
    if (node instanceof InternalNode inner) {
      add("split " + inner.split().featureIndex());
      if (inner.split() instanceof ContinuousSplit continuous) {
        add(continuous.threshold());
      } else if (inner.split() instanceof CategoricalSplit categorical) {
        double[] left = categorical.leftCategories().clone();
        Arrays.sort(left);
        add(left);
      }
      node(inner.leftChild());
      node(inner.rightChild());
    }
  }

  private void add(String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void add(double... values) {
    for (double value : values) {
      add(Long.toHexString(Double.doubleToLongBits(value)));
    }
  }
}
