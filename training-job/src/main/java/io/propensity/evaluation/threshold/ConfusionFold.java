package io.propensity.evaluation.threshold;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.Folding;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** The confusion of each slice at one threshold. */
public final class ConfusionFold implements Fold<ConfusionFold> {

  private static final long serialVersionUID = 1L;
  private static final int OUTCOMES = 4;

  private final double threshold;
  private final ExactSum[] weights;

  private ConfusionFold(int slices, double threshold) {
    this.threshold = threshold;
    this.weights = new ExactSum[slices * OUTCOMES];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = new ExactSum();
    }
  }

  /** Counts in one Spark job; the columns are as those of ranked rows. */
  public static List<Confusion> of(
      Dataset<Row> rows,
      Column slice,
      Column label,
      Column score,
      Column weight,
      int slices,
      double threshold) {
    Dataset<Row> four =
        rows.select(
            slice.cast("int"), label.cast("int"), score.cast("double"), weight.cast("double"));
    ConfusionFold counted = Folding.of(four, () -> new ConfusionFold(slices, threshold));
    List<Confusion> confusions = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      confusions.add(counted.confusion(i));
    }
    return confusions;
  }

  private Confusion confusion(int slice) {
    int at = slice * OUTCOMES;
    return new Confusion(
        weights[at + 3].value(),
        weights[at + 1].value(),
        weights[at].value(),
        weights[at + 2].value());
  }

  @Override
  public void add(InternalRow row) {
    int outcome = 2 * row.getInt(1) + (row.getDouble(2) >= threshold ? 1 : 0);
    weights[row.getInt(0) * OUTCOMES + outcome].add(row.getDouble(3));
  }

  @Override
  public ConfusionFold merge(ConfusionFold other) {
    for (int i = 0; i < weights.length; i++) {
      weights[i].add(other.weights[i]);
    }
    return this;
  }
}
