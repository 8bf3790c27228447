package io.propensity.evaluation.scan;

import io.propensity.model.Histogram;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/** What is known of one feature after a pass over the rows. */
public sealed interface ColumnScan extends Serializable permits NumericScan, CategoryScan {

  /**
   * Takes in a row's value.
   *
   * @param train 1 or 0, the class of a row of the train split; -1 for any other row
   */
  void add(InternalRow row, int place, int train);

  ColumnScan merge(ColumnScan other);

  /** Empty for a category of more values than are kept. */
  Optional<Histogram> histogram();

  /** Whether all rows have the same value, or none has any. */
  boolean constant();

  /**
   * The ROC AUC of the feature alone on the train split, at least 0.5; NaN where that has one class
   * only. Values so near to each other that they share a bucket count as equal, and a category's
   * rate is that of the other rows of it, so that rare ones prove nothing.
   */
  double rocAuc();
}
