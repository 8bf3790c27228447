package io.propensity.evaluation.regression;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import org.apache.spark.sql.catalyst.InternalRow;

/** Sums up each slice's labels and errors. Columns: slice, label, prediction, weight. */
final class ErrorFold implements Fold<ErrorFold> {

  private static final long serialVersionUID = 1L;

  private static final int WEIGHTS = 0;
  private static final int LABELS = 1;
  private static final int SQUARES = 2;
  private static final int SIZES = 3;
  private static final int RELATIVE = 4;
  private static final int SUMS = 5;

  private final long[] rows;
  private final ExactSum[] sums;

  ErrorFold(int slices) {
    rows = new long[slices];
    sums = new ExactSum[slices * SUMS];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new ExactSum();
    }
  }

  @Override
  public void add(InternalRow row) {
    int slice = row.getInt(0);
    double label = row.getDouble(1);
    double error = label - row.getDouble(2);
    double weight = row.getDouble(3);
    int at = slice * SUMS;
    rows[slice]++;
    sums[at + WEIGHTS].add(weight);
    sums[at + LABELS].add(weight * label);
    sums[at + SQUARES].add(weight * error * error);
    sums[at + SIZES].add(weight * Math.abs(error));
    sums[at + RELATIVE].add(weight * Math.abs(error) / Math.max(Math.abs(label), Math.ulp(1.0)));
  }

  @Override
  public ErrorFold merge(ErrorFold other) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] += other.rows[i];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i].add(other.sums[i]);
    }
    return this;
  }

  long rows(int slice) {
    return rows[slice];
  }

  double weights(int slice) {
    return sums[slice * SUMS + WEIGHTS].value();
  }

  double labelMean(int slice) {
    return mean(slice, LABELS);
  }

  double squaredError(int slice) {
    return mean(slice, SQUARES);
  }

  double absoluteError(int slice) {
    return mean(slice, SIZES);
  }

  double relativeError(int slice) {
    return mean(slice, RELATIVE);
  }

  private double mean(int slice, int sum) {
    return sums[slice * SUMS + sum].value() / weights(slice);
  }
}
