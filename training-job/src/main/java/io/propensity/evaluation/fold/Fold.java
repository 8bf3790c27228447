package io.propensity.evaluation.fold;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What is found out of rows one by one. It is bounded, whatever the number of rows, and the same
 * for the same rows in any order of partitions.
 *
 * @param <S> the type itself
 */
public interface Fold<S extends Fold<S>> extends Serializable {

  /** Takes a row in, whose object is used again for the next. */
  void add(InternalRow row);

  /** Called once after the last row of a partition. */
  default void end() {}

  /** Takes in what another partition's rows came to. */
  S merge(S other);
}
