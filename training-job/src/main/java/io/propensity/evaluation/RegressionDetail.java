package io.propensity.evaluation;

import io.propensity.model.Histogram;
import io.propensity.split.SplitName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What only a regression has.
 *
 * @param residuals of the splits that have rows: quantiles of the label less the prediction, at
 *     {@link io.propensity.evaluation.regression.PredictedRows#QUANTILES}
 * @param histogram of the residuals of the split that counts
 * @param sample of the same split, a bounded number of rows
 */
public record RegressionDetail(
    Map<SplitName, List<Double>> residuals,
    Histogram.Numeric histogram,
    List<PredictedPoint> sample) {

  public RegressionDetail {
    Map<SplitName, List<Double>> bySplit = new EnumMap<>(SplitName.class);
    bySplit.putAll(residuals);
    residuals = Collections.unmodifiableMap(bySplit);
    sample = List.copyOf(sample);
  }
}
