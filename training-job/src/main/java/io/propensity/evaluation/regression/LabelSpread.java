package io.propensity.evaluation.regression;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import org.apache.spark.sql.catalyst.InternalRow;

/** The squared distances of each slice's labels from their mean, by weight. */
final class LabelSpread implements Fold<LabelSpread> {

  private static final long serialVersionUID = 1L;

  private final double[] means;
  private final ExactSum[] squares;

  LabelSpread(double[] means) {
    this.means = means.clone();
    this.squares = new ExactSum[means.length];
    for (int i = 0; i < means.length; i++) {
      squares[i] = new ExactSum();
    }
  }

  @Override
  public void add(InternalRow row) {
    double off = row.getDouble(1) - means[row.getInt(0)];
    squares[row.getInt(0)].add(row.getDouble(3) * off * off);
  }

  @Override
  public LabelSpread merge(LabelSpread other) {
    for (int i = 0; i < squares.length; i++) {
      squares[i].add(other.squares[i]);
    }
    return this;
  }

  double squares(int slice) {
    return squares[slice].value();
  }
}
