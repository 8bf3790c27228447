package io.propensity.evaluation.calibration;

import io.propensity.model.Calibration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Scores through a calibration. */
public final class CalibratedScores {

  private CalibratedScores() {}

  /** The calibrated probability of a DOUBLE column that is never NULL. */
  public static Column of(Column score, Calibration calibration) {
    UDF1<Double, Double> apply = calibration::apply;
    return functions.udf(apply, DataTypes.DoubleType).asNonNullable().apply(score);
  }
}
