package io.propensity.evaluation.calibration;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.Folding;
import io.propensity.model.Calibration;
import io.propensity.run.ContractException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A logistic regression of the label on the score's logit, with Platt's targets, which are kept
 * from 0 and 1 by the number of rows; as scikit-learn's {@code CalibratedClassifierCV} fits it. By
 * Newton's method: a Spark job a step, of which there are few.
 */
final class PlattFit {

  private static final int MOST_STEPS = 50;
  private static final double CLOSE = 1e-10;
  private static final double CLIP = 1e-15;

  private PlattFit() {}

  static Calibration of(Dataset<Row> rows) {
    Targets targets = Folding.of(rows, Targets::new);
    double high = (targets.positives.value() + 1) / (targets.positives.value() + 2);
    double low = 1 / (targets.negatives.value() + 2);
    double slope = 1;
    double intercept = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double a = slope;
      double b = intercept;
      Derivatives at = Folding.of(rows, () -> new Derivatives(a, b, high, low));
      double moved = at.determinant();
      double bySlope = at.slopeStep() / moved;
      double byIntercept = at.interceptStep() / moved;
      slope -= bySlope;
      intercept -= byIntercept;
      if (Math.abs(bySlope) + Math.abs(byIntercept) < CLOSE) {
        return calibration(slope, intercept);
      }
    }
    return calibration(slope, intercept);
  }

  private static Calibration calibration(double slope, double intercept) {
    if (!(slope > 0) || !Double.isFinite(intercept)) {
      throw new ContractException(
          "Platt calibration finds no rising function of the validation split's scores (slope %s): the model knows nothing there; leave evaluation.calibration out"
              .formatted(slope));
    }
    return new Calibration.Platt(slope, intercept);
  }

  /** The rows of each class by weight. */
  private static final class Targets implements Fold<Targets> {

    private static final long serialVersionUID = 1L;

    private final ExactSum positives = new ExactSum();
    private final ExactSum negatives = new ExactSum();

    @Override
    public void add(InternalRow row) {
      (row.getInt(0) == 1 ? positives : negatives).add(row.getDouble(2));
    }

    @Override
    public Targets merge(Targets other) {
      positives.add(other.positives);
      negatives.add(other.negatives);
      return this;
    }
  }

  /** The first and second derivatives of the loss by slope and intercept. */
  private static final class Derivatives implements Fold<Derivatives> {

    private static final long serialVersionUID = 1L;

    private final double slope;
    private final double intercept;
    private final double high;
    private final double low;
    private final ExactSum bySlope = new ExactSum();
    private final ExactSum byIntercept = new ExactSum();
    private final ExactSum slopeSlope = new ExactSum();
    private final ExactSum slopeIntercept = new ExactSum();
    private final ExactSum interceptIntercept = new ExactSum();

    Derivatives(double slope, double intercept, double high, double low) {
      this.slope = slope;
      this.intercept = intercept;
      this.high = high;
      this.low = low;
    }

    @Override
    public void add(InternalRow row) {
      double score = Math.min(Math.max(row.getDouble(1), CLIP), 1 - CLIP);
      double logit = StrictMath.log(score / (1 - score));
      double weight = row.getDouble(2);
      double probability = 1 / (1 + StrictMath.exp(-(slope * logit + intercept)));
      double off = weight * (probability - (row.getInt(0) == 1 ? high : low));
      double curve = weight * probability * (1 - probability);
      bySlope.add(off * logit);
      byIntercept.add(off);
      slopeSlope.add(curve * logit * logit);
      slopeIntercept.add(curve * logit);
      interceptIntercept.add(curve);
    }

    @Override
    public Derivatives merge(Derivatives other) {
      bySlope.add(other.bySlope);
      byIntercept.add(other.byIntercept);
      slopeSlope.add(other.slopeSlope);
      slopeIntercept.add(other.slopeIntercept);
      interceptIntercept.add(other.interceptIntercept);
      return this;
    }

    double determinant() {
      double mixed = slopeIntercept.value();
      return slopeSlope.value() * interceptIntercept.value() - mixed * mixed;
    }

    double slopeStep() {
      return interceptIntercept.value() * bySlope.value()
          - slopeIntercept.value() * byIntercept.value();
    }

    double interceptStep() {
      return slopeSlope.value() * byIntercept.value() - slopeIntercept.value() * bySlope.value();
    }
  }
}
