package io.propensity.scoring;

import io.propensity.model.Calibration;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Turns a row's raw values into the columns that scoring adds; the row is used again each time. */
abstract sealed class RawValues {

  /** The added columns for a row's raw values, of which {@code raw} holds one a dimension. */
  abstract InternalRow columns(double[] raw);

  static RawValues of(ModelOutput output) {
    return switch (output.task()) {
      case BINARY, REGRESSION -> new One(output);
      case MULTICLASS -> new Several(output);
    };
  }

  private static double logistic(double raw) {
    return 1 / (1 + Math.exp(-raw));
  }

  /** A binary model's and a regression's: one number. */
  private static final class One extends RawValues {

    private final UnsafeRow row = new UnsafeRow(1);
    private final ModelOutput.Link link;
    private final boolean positiveIsFirst;
    private final @Nullable Calibration calibration;

    One(ModelOutput output) {
      row.pointTo(new byte[16], Platform.BYTE_ARRAY_OFFSET, 16);
      link = output.link();
      calibration = output.calibration();
      positiveIsFirst = output.positiveIsFirst();
    }

    @Override
    InternalRow columns(double[] raw) {
      double value = value(raw[0]);
      row.setDouble(0, calibration == null ? value : calibration.apply(value));
      return row;
    }

    /** For a positive class that is the model's first one, {@code 1 - p}. */
    private double value(double raw) {
      return switch (link) {
        case IDENTITY, SOFTMAX -> raw;
        case EXPONENT -> Math.exp(raw);
        case LOGISTIC -> logistic(positiveIsFirst ? -raw : raw);
      };
    }
  }

  /** A probability for each class. */
  private static final class Several extends RawValues {

    private final UTF8String[] classes;
    private final boolean softmax;
    private final double[] probabilities;

    Several(ModelOutput output) {
      classes = output.classes().stream().map(UTF8String::fromString).toArray(UTF8String[]::new);
      softmax = output.link() == ModelOutput.Link.SOFTMAX;
      probabilities = new double[classes.length];
    }

    @Override
    InternalRow columns(double[] raw) {
      if (softmax) {
        softmax(raw);
      } else {
        Arrays.setAll(probabilities, i -> logistic(raw[i]));
      }
      int top = 0;
      for (int i = 1; i < probabilities.length; i++) {
        top = probabilities[i] > probabilities[top] ? i : top;
      }
      return new GenericInternalRow(
          new Object[] {
            probabilities[top], classes[top], UnsafeArrayData.fromPrimitiveArray(probabilities)
          });
    }

    private void softmax(double[] raw) {
      double highest = Double.NEGATIVE_INFINITY;
      for (double value : raw) {
        highest = Math.max(highest, value);
      }
      double sum = 0;
      for (int i = 0; i < raw.length; i++) {
        probabilities[i] = Math.exp(raw[i] - highest);
        sum += probabilities[i];
      }
      for (int i = 0; i < raw.length; i++) {
        probabilities[i] /= sum;
      }
    }
  }
}
