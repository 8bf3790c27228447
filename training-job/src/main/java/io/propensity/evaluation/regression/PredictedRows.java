package io.propensity.evaluation.regression;

import java.util.List;

/**
 * What came of the rows of a slice. Means and quantiles are by weight.
 *
 * @param squaredError the mean of the squared errors
 * @param absoluteError the mean of the errors' sizes
 * @param relativeError the mean of the errors' sizes over those of the labels
 * @param labelVariance the mean squared distance of the labels from their mean
 * @param medianAbsoluteError the median of the errors' sizes
 * @param residuals the quantiles of the label less the prediction, at {@link #QUANTILES}
 */
public record PredictedRows(
    long rows,
    double labelMean,
    double squaredError,
    double absoluteError,
    double relativeError,
    double labelVariance,
    double medianAbsoluteError,
    List<Double> residuals) {

  /** Where the residuals' distribution is read. */
  public static final List<Double> QUANTILES =
      List.of(0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0);

  public PredictedRows {
    residuals = List.copyOf(residuals);
  }
}
