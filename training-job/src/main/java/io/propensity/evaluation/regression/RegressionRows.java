package io.propensity.evaluation.regression;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;

import io.propensity.evaluation.fold.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sums up what a regression predicted. */
public final class RegressionRows {

  private RegressionRows() {}

  /** By slice. */
  public static List<PredictedRows> of(
      Dataset<Row> rows, Column slice, Column label, Column score, Column weight, int slices) {
    Dataset<Row> four =
        rows.select(
            slice.cast("int").as("slice"),
            label.cast("double").as("label"),
            score.cast("double").as("score"),
            weight.cast("double").as("weight"));
    ErrorFold errors = Folding.of(four, () -> new ErrorFold(slices));
    double[] means = IntStream.range(0, slices).mapToDouble(errors::labelMean).toArray();
    LabelSpread spread = Folding.of(four, () -> new LabelSpread(means));
    long count = IntStream.range(0, slices).mapToLong(errors::rows).sum();
    Column residual = col("label").minus(col("score"));
    List<List<Double>> residuals =
        Quantiles.of(
            four.select(col("slice"), residual.as("residual"), col("weight")),
            slices,
            PredictedRows.QUANTILES,
            count);
    List<List<Double>> medians =
        Quantiles.of(
            four.select(col("slice"), abs(residual).as("size"), col("weight")),
            slices,
            List.of(0.5),
            count);
    List<PredictedRows> all = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      all.add(
          new PredictedRows(
              errors.rows(i),
              errors.labelMean(i),
              errors.squaredError(i),
              errors.absoluteError(i),
              errors.relativeError(i),
              spread.squares(i) / errors.weights(i),
              medians.get(i).get(0),
              residuals.get(i)));
    }
    return all;
  }
}
