package io.propensity.scoring.shap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.TreeEnsembleModel;
import org.jspecify.annotations.Nullable;

/**
 * SHAP values of the models that training makes with MLlib. What they sum up to is the log-odds of
 * boosted trees and of a logistic regression, the probability of a forest, and a regression's
 * value.
 */
public final class MllibShap {

  /** MLlib's boosting learns half of the log-odds. */
  private static final double LOG_ODDS = 2;

  private final PipelineModel pipeline;
  private final int features;
  private final int positive;
  private final @Nullable SlotMeans means;

  private MllibShap(PipelineModel pipeline, int features, int positive, @Nullable SlotMeans means) {
    this.pipeline = pipeline;
    this.features = features;
    this.positive = positive;
    this.means = means;
  }

  /**
   * What explains a pipeline: the one output of a binary model or a regression, or one for each
   * class.
   *
   * @param features how many the model has
   * @param positive the number of the class that a binary model's score speaks for; negative for
   *     other models
   * @param means of a linear model; null where training has not left them
   * @throws UnexplainableModelException saying what is missing for exact values
   */
  public static ShapValues of(
      PipelineModel pipeline, int features, int positive, @Nullable SlotMeans means) {
    return new MllibShap(pipeline, features, positive, means).values();
  }

  private ShapValues values() {
    Transformer model = pipeline.stages()[pipeline.stages().length - 1];
    int[] places =
        VectorPlaces.of(
            pipeline,
            features,
            model instanceof PredictionModel<?, ?> predicting ? predicting.numFeatures() : -1);
    if (model instanceof LogisticRegressionModel logistic) {
      return linear(logits(logistic), places);
    }
    if (model instanceof LinearRegressionModel linear) {
      return linear(
          List.of(new LinearShap.Output(linear.intercept(), linear.coefficients().toArray())),
          places);
    }
    if (model instanceof TreeEnsembleModel<?> trees) {
      return new ForestShap(MllibTrees.of(trees, leaves(model, trees)), places, features);
    }
    throw new UnexplainableModelException(
        "there are no exact values for a " + model.getClass().getSimpleName());
  }

  private LinearShap linear(List<LinearShap.Output> outputs, int[] places) {
    if (means == null) {
      throw new UnexplainableModelException(
          "it has no %s, which says what its rows are on average: train it again"
              .formatted(SlotMeans.FILE));
    }
    double[] of = means.array();
    if (of.length != places.length) {
      throw new UnexplainableModelException(
          "%s has %d means of %d places".formatted(SlotMeans.FILE, of.length, places.length));
    }
    return new LinearShap(outputs, of, places, features);
  }

  /** A binary model may have one row, for its second class, or one for each. */
  private List<LinearShap.Output> logits(LogisticRegressionModel model) {
    Matrix matrix = model.coefficientMatrix();
    List<LinearShap.Output> rows = new ArrayList<>();
    for (int i = 0; i < matrix.numRows(); i++) {
      double[] row = new double[matrix.numCols()];
      for (int j = 0; j < row.length; j++) {
        row[j] = matrix.apply(i, j);
      }
      rows.add(new LinearShap.Output(model.interceptVector().apply(i), row));
    }
    if (positive < 0) {
      return rows;
    }
    LinearShap.Output second = rows.size() == 1 ? rows.get(0) : rows.get(0).minusFrom(rows.get(1));
    return List.of(positive == 1 ? second : second.negated());
  }

  private Function<Node, double[]> leaves(Transformer model, TreeEnsembleModel<?> trees) {
    int count = trees.trees().length;
    if (model instanceof RandomForestClassificationModel) {
      return leaf -> shares(leaf, count);
    }
    if (model instanceof RandomForestRegressionModel) {
      return leaf -> new double[] {leaf.prediction() / count};
    }
    if (model instanceof GBTClassificationModel) {
      double sign = positive == 1 ? LOG_ODDS : -LOG_ODDS;
      return leaf -> new double[] {sign * leaf.prediction()};
    }
    if (model instanceof GBTRegressionModel) {
      return leaf -> new double[] {leaf.prediction()};
    }
    throw new UnexplainableModelException(
        "there are no exact values for a " + model.getClass().getSimpleName());
  }

  /** The shares of the classes among the rows of a leaf, of which a forest gives the mean. */
  private double[] shares(Node leaf, int trees) {
    double[] counts = leaf.impurityStats().stats();
    double all = trees * leaf.impurityStats().count();
    double[] shares = new double[positive < 0 ? counts.length : 1];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = counts[positive < 0 ? i : positive] / all;
    }
    return shares;
  }
}
