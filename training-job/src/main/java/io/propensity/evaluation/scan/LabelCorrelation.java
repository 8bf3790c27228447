package io.propensity.evaluation.scan;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.Folding;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Pearson's correlation of each numeric column with the label, over the rows that have both. */
public final class LabelCorrelation implements Fold<LabelCorrelation> {

  private static final long serialVersionUID = 1L;

  private static final int X = 0;
  private static final int Y = 1;
  private static final int XX = 2;
  private static final int YY = 3;
  private static final int XY = 4;
  private static final int SUMS = 5;

  private final long[] rows;
  private final ExactSum[] sums;

  private LabelCorrelation(int columns) {
    this.rows = new long[columns];
    this.sums = new ExactSum[columns * SUMS];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new ExactSum();
    }
  }

  /**
   * By column, in one Spark job; NaN where one of both does not vary.
   *
   * @param rows the label, then the columns, all DOUBLE
   */
  public static List<Double> of(Dataset<Row> rows) {
    int columns = rows.columns().length - 1;
    LabelCorrelation folded = Folding.of(rows, () -> new LabelCorrelation(columns));
    List<Double> correlations = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      correlations.add(folded.correlation(i));
    }
    return correlations;
  }

  @Override
  public void add(InternalRow row) {
    double label = row.getDouble(0);
    for (int i = 0; i < rows.length; i++) {
      double value = row.isNullAt(i + 1) ? Double.NaN : row.getDouble(i + 1);
      if (Double.isFinite(value)) {
        int at = i * SUMS;
        rows[i]++;
        sums[at + X].add(value);
        sums[at + Y].add(label);
        sums[at + XX].add(value * value);
        sums[at + YY].add(label * label);
        sums[at + XY].add(value * label);
      }
    }
  }

  @Override
  public LabelCorrelation merge(LabelCorrelation other) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] += other.rows[i];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i].add(other.sums[i]);
    }
    return this;
  }

  private double correlation(int column) {
    double count = rows[column];
    double both = count * sum(column, XY) - sum(column, X) * sum(column, Y);
    return both / Math.sqrt(spread(column, X, XX) * spread(column, Y, YY));
  }

  private double spread(int column, int sum, int squares) {
    double of = sum(column, sum);
    return Math.max(0, rows[column] * sum(column, squares) - of * of);
  }

  private double sum(int column, int of) {
    return sums[column * SUMS + of].value();
  }
}
