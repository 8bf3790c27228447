package io.propensity.evaluation.calibration;

import io.propensity.model.Calibration;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How scores are made probabilities. */
public enum CalibrationMethod {
  /** Not at all: scores stay what the model gives. */
  NONE,
  /** By the closest function that never falls. */
  ISOTONIC,
  /** By a logistic function of the score's logit. */
  PLATT;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Fits.
   *
   * @param rows label INT, score DOUBLE, weight DOUBLE, in this order
   * @return empty for {@link #NONE}
   */
  public Optional<Calibration> fit(Dataset<Row> rows) {
    return switch (this) {
      case NONE -> Optional.empty();
      case ISOTONIC -> Optional.of(IsotonicFit.of(rows));
      case PLATT -> Optional.of(PlattFit.of(rows));
    };
  }
}
