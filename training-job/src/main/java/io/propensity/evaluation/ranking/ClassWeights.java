package io.propensity.evaluation.ranking;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import org.apache.spark.sql.catalyst.InternalRow;

/** How many rows of each class each slice has, and what they weigh. */
final class ClassWeights implements Fold<ClassWeights> {

  private static final long serialVersionUID = 1L;

  private final long[] rows;
  private final long[] positiveRows;
  private final ExactSum[] positives;
  private final ExactSum[] negatives;

  ClassWeights(int slices) {
    rows = new long[slices];
    positiveRows = new long[slices];
    positives = new ExactSum[slices];
    negatives = new ExactSum[slices];
    for (int i = 0; i < slices; i++) {
      positives[i] = new ExactSum();
      negatives[i] = new ExactSum();
    }
  }

  long rows(int slice) {
    return rows[slice];
  }

  long positiveRows(int slice) {
    return positiveRows[slice];
  }

  ExactSum positives(int slice) {
    return positives[slice];
  }

  ExactSum negatives(int slice) {
    return negatives[slice];
  }

  ClassWeights copy() {
    return new ClassWeights(rows.length).merge(this);
  }

  @Override
  public void add(InternalRow row) {
    int slice = row.getInt(RankedRows.SLICE);
    boolean positive = row.getInt(RankedRows.LABEL) == 1;
    rows[slice]++;
    positiveRows[slice] += positive ? 1 : 0;
    (positive ? positives : negatives)[slice].add(row.getDouble(RankedRows.WEIGHT));
  }

  @Override
  public ClassWeights merge(ClassWeights other) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] += other.rows[i];
      positiveRows[i] += other.positiveRows[i];
      positives[i].add(other.positives[i]);
      negatives[i].add(other.negatives[i]);
    }
    return this;
  }
}
