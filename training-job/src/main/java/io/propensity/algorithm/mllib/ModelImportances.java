package io.propensity.algorithm.mllib;

import io.propensity.algorithm.Importances;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;

/** What features mean to a fitted model, the parts of each summed. */
final class ModelImportances {

  private ModelImportances() {}

  /**
   * For a linear model the sum over a feature's parts, and over classes, of {@code |coefficient| *
   * standard deviation}, and beside it each part with its sign unless there are several classes.
   */
  static Importances ofLinear(Model<?> model, List<VectorSlot> slots, SlotSpread spread) {
    List<double[]> coefficients =
        model instanceof LogisticRegressionModel logistic
            ? rows(logistic.coefficientMatrix())
            : List.of(((LinearRegressionModel) model).coefficients().toArray());
    return coefficients(coefficients, slots, spread.deviations().toArray());
  }

  /** For trees the share of the impurity's decrease. */
  static Importances ofTrees(Model<?> model, List<VectorSlot> slots, String impurity) {
    Map<String, Double> shares = new LinkedHashMap<>();
    double[] decrease = decrease(model).toArray();
    for (int i = 0; i < decrease.length; i++) {
      shares.merge(slots.get(i).feature(), 100 * decrease[i], Double::sum);
    }
    return Importances.of(
        new Importances.Kind(
            impurity, "Share of the impurity's decrease, %", greatestFirst(shares)));
  }

  private static Vector decrease(Model<?> model) {
    if (model instanceof RandomForestClassificationModel forest) {
      return forest.featureImportances();
    }
    if (model instanceof RandomForestRegressionModel forest) {
      return forest.featureImportances();
    }
    if (model instanceof GBTClassificationModel boosted) {
      return boosted.featureImportances();
    }
    if (model instanceof GBTRegressionModel boosted) {
      return boosted.featureImportances();
    }
    throw new IllegalStateException("No importances of a " + model.getClass());
  }

  private static Importances coefficients(
      List<double[]> coefficients, List<VectorSlot> slots, double[] deviations) {
    Map<String, Double> sums = new LinkedHashMap<>();
    Map<String, Double> parts = new LinkedHashMap<>();
    for (double[] each : coefficients) {
      for (int i = 0; i < each.length; i++) {
        double standardised = each[i] * deviations[i];
        sums.merge(slots.get(i).feature(), Math.abs(standardised), Double::sum);
        parts.put(slots.get(i).part(), standardised);
      }
    }
    List<Importances.Kind> kinds = new ArrayList<>();
    kinds.add(
        new Importances.Kind(
            "coefficient",
            "Sum of |coefficient x standard deviation| over the feature's parts",
            greatestFirst(sums)));
    if (coefficients.size() == 1) {
      kinds.add(
          new Importances.Kind(
              "coefficient_parts", "Coefficient x standard deviation", greatestFirst(parts)));
    }
    return new Importances(kinds, List.of(), Optional.empty());
  }

  private static List<double[]> rows(Matrix matrix) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < matrix.numRows(); i++) {
      double[] row = new double[matrix.numCols()];
      for (int j = 0; j < row.length; j++) {
        row[j] = matrix.apply(i, j);
      }
      rows.add(row);
    }
    return rows;
  }

  /** By size without the sign. */
  private static Map<String, Double> greatestFirst(Map<String, Double> values) {
    Map<String, Double> sorted = new LinkedHashMap<>();
    values.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> e) -> -Math.abs(e.getValue()))
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
