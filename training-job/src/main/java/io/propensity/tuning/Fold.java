package io.propensity.tuning;

import io.propensity.split.TrainingSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One part of a cross-validation.
 *
 * @param repeat how often rows were dealt anew before, from 0
 * @param number of the fold within its repeat, from 0
 * @param fitting what is fitted on
 * @param heldOut what the fitted model is measured on; none of it is in the train split of {@code
 *     fitting}
 */
public record Fold(int repeat, int number, TrainingSet fitting, Dataset<Row> heldOut) {

  /** The same fold, fitted on another set. */
  Fold of(TrainingSet other) {
    return new Fold(repeat, number, other, heldOut);
  }
}
