package io.propensity.scoring.shap;

import java.io.Serializable;
import java.util.List;

/**
 * SHAP values of linear models: {@code coefficient * (value - mean)}, summed over the places of the
 * vector that a feature is made into.
 */
final class LinearShap implements ShapValues {

  private static final long serialVersionUID = 1L;

  private final List<Output> outputs;
  private final double[] means;
  private final int[] featureOf;
  private final int features;

  /**
   * Of a model.
   *
   * @param means of each place of the vector, over the rows that base and values compare with
   * @param featureOf the feature that each place is made of
   */
  LinearShap(List<Output> outputs, double[] means, int[] featureOf, int features) {
    this.outputs = List.copyOf(outputs);
    this.means = means.clone();
    this.featureOf = featureOf.clone();
    this.features = features;
  }

  /** {@code intercept} and, by place of the vector, the coefficients. */
  @SuppressWarnings("ArrayRecordComponent") // read by index alone
  record Output(double intercept, double[] coefficients) implements Serializable {

    /** The same that speaks for what this one speaks against. */
    Output negated() {
      return minusFrom(new Output(0, new double[coefficients.length]));
    }

    /** The difference of another output and this one. */
    Output minusFrom(Output other) {
      double[] difference = other.coefficients.clone();
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= coefficients[i];
      }
      return new Output(other.intercept - intercept, difference);
    }
  }

  @Override
  public double base(int output) {
    Output of = outputs.get(output);
    double base = of.intercept;
    for (int i = 0; i < means.length; i++) {
      base += of.coefficients[i] * means[i];
    }
    return base;
  }

  @Override
  public double[] of(double[] row, int output) {
    double[] coefficients = outputs.get(output).coefficients;
    double[] values = new double[features];
    for (int i = 0; i < coefficients.length; i++) {
      values[featureOf[i]] += coefficients[i] * (row[i] - means[i]);
    }
    return values;
  }
}
