package io.propensity.scoring;

import io.propensity.model.Feature;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes the column that says why a row has its score: the features that raised it and those that
 * lowered it the most, by their SHAP values in the unit of the raw score (the log-odds of a binary
 * model before its calibration, the raw score of the predicted class, a regression's value before
 * its link; a forest's raw scores are probabilities). {@code base}, what is told of features and
 * {@code others} sum up to the raw score.
 */
final class Explanation implements Serializable {

  private static final long serialVersionUID = 1L;

  /** So many features are told of on either side. */
  private static final int MOST = 3;

  private static final StructType SHAP =
      new StructType()
          .add("feature", DataTypes.StringType, false)
          .add("shap", DataTypes.DoubleType, false);

  /** The type of the column. */
  static final StructType TYPE =
      new StructType()
          .add("base", DataTypes.DoubleType, false)
          .add("raised", DataTypes.createArrayType(SHAP, false), false)
          .add("lowered", DataTypes.createArrayType(SHAP, false), false)
          .add("others", DataTypes.DoubleType, false);

  private final UTF8String[] names;
  private final double sign;

  /**
   * For the rows of a model.
   *
   * @param features in the model's order
   */
  Explanation(List<Feature> features, ModelOutput output) {
    this(features, output.positiveIsFirst() ? -1 : 1);
  }

  private Explanation(List<Feature> features, double sign) {
    this.names =
        features.stream()
            .map(feature -> UTF8String.fromString(feature.name()))
            .toArray(UTF8String[]::new);
    this.sign = sign;
  }

  /** For values that speak for the score, whatever the order of the classes is. */
  static Explanation ofScores(List<Feature> features) {
    return new Explanation(features, 1);
  }

  /**
   * The column for one row.
   *
   * @param base what the explained output begins with
   * @param shap its value for each feature
   */
  InternalRow of(double base, double[] shap) {
    double sum = 0;
    for (double value : shap) {
      sum += value;
    }
    int[] raised = greatest(shap, sign);
    int[] lowered = greatest(shap, -sign);
    double others = sum - sum(shap, raised) - sum(shap, lowered);
    return new GenericInternalRow(
        new Object[] {sign * base, entries(shap, raised), entries(shap, lowered), sign * others});
  }

  /** The places of the greatest positive values, the greatest first. */
  private static int[] greatest(double[] shap, double direction) {
    int[] places = new int[MOST];
    int found = 0;
    for (int feature = 0; feature < shap.length; feature++) {
      double value = shap[feature] * direction;
      if (!(value > 0) || (found == MOST && value <= shap[places[MOST - 1]] * direction)) {
        continue;
      }
      int at = found < MOST ? found++ : MOST - 1;
      while (at > 0 && shap[places[at - 1]] * direction < value) {
        places[at] = places[at - 1];
        at--;
      }
      places[at] = feature;
    }
    return Arrays.copyOf(places, found);
  }

  private static double sum(double[] shap, int[] places) {
    double sum = 0;
    for (int place : places) {
      sum += shap[place];
    }
    return sum;
  }

  private GenericArrayData entries(double[] shap, int[] places) {
    Object[] entries = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      entries[i] = new GenericInternalRow(new Object[] {names[places[i]], sign * shap[places[i]]});
    }
    return new GenericArrayData(entries);
  }
}
