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
   * @param train the class of a row of the train split, from 0 on; -1 for any other row
   */
  void add(InternalRow row, int place, int train);

  ColumnScan merge(ColumnScan other);

  /** Empty for a category of more values than are kept. */
  Optional<Histogram> histogram();

  /** Whether all rows have the same value, or none has any. */
  boolean constant();

  /**
   * The ROC AUC of the feature alone on the train split, of class 1 against class 0, at least 0.5;
   * NaN where that has one class only. Values so near to each other that they share a bucket count
   * as equal, and a category's rate is that of the other rows of it, so that rare ones prove
   * nothing.
   */
  double rocAuc();

  /**
   * Of the errors of always naming the most frequent class, the share that the feature alone takes
   * away on the train split: 1 where it tells every class, 0 where it tells nothing. Each row is
   * told by the other rows of its value, as in {@link #rocAuc}. NaN where there is one class only.
   */
  double errorsTakenAway();
}
