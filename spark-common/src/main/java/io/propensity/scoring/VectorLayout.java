package io.propensity.scoring;

import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructType;

/**
 * Where a row carries what: first the kept columns, then the features in the model's order, as
 * {@link FeatureTable#readable} makes them. It is all that executors need to know of a model's
 * features.
 */
final class VectorLayout implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How a number lies in a row. */
  private enum Stored {
    FLOAT,
    DOUBLE,
    LONG,
    INTEGER,
    BOOLEAN
  }

  private final CategoryText text;
  private final int kept;
  private final int[] numeric;
  private final Stored[] stored;
  private final int[] categorical;

  /**
   * Of rows.
   *
   * @param kept how many columns come before the features
   * @param columns the rows' types
   */
  VectorLayout(int kept, StructType columns, List<Feature> features, CategoryText text) {
    this.text = text;
    this.kept = kept;
    this.numeric = places(kept, features, Feature.Kind.NUMERIC);
    this.stored =
        IntStream.of(numeric)
            .mapToObj(place -> stored(columns.fields()[place].dataType()))
            .toArray(Stored[]::new);
    this.categorical = places(kept, features, Feature.Kind.CATEGORICAL);
  }

  private VectorLayout(
      CategoryText text, int kept, int[] numeric, Stored[] stored, int[] categorical) {
    this.text = text;
    this.kept = kept;
    this.numeric = numeric;
    this.stored = stored;
    this.categorical = categorical;
  }

  /** Of rows that carry what {@link #carriedPlaces} says of counted ones, and no numbers. */
  VectorLayout carried() {
    int[] places = IntStream.range(kept, kept + categorical.length).toArray();
    return new VectorLayout(text, kept, new int[0], new Stored[0], places);
  }

  /**
   * The places of what a scored row is carried on with: the kept columns, and the categories where
   * they are still to be counted. Numbers are read once and left behind.
   */
  int[] carriedPlaces(boolean counted) {
    return IntStream.concat(
            IntStream.range(0, kept), counted ? IntStream.of(categorical) : IntStream.empty())
        .toArray();
  }

  /** How categories are written. */
  CategoryText text() {
    return text;
  }

  int numericCount() {
    return numeric.length;
  }

  int categoricalCount() {
    return categorical.length;
  }

  /** The place of the i-th categorical feature. */
  int categorical(int i) {
    return categorical[i];
  }

  /** All numeric features of a row, as {@link #number} has each. */
  void numbers(UnsafeRow row, float[] target) {
    for (int i = 0; i < numeric.length; i++) {
      target[i] = number(row, i);
    }
  }

  /** The i-th numeric feature of a row as {@link FeatureTable#vector} has it, NaN for NULL. */
  float number(UnsafeRow row, int i) {
    int place = numeric[i];
    if (row.isNullAt(place)) {
      return Float.NaN;
    }
    return switch (stored[i]) {
      case FLOAT -> row.getFloat(place);
      case DOUBLE -> finite(row.getDouble(place));
      case LONG -> row.getLong(place);
      case INTEGER -> row.getInt(place);
      case BOOLEAN -> row.getBoolean(place) ? 1 : 0;
    };
  }

  /** The largest float for what is beyond it; NaN stays. */
  private static float finite(double value) {
    return (float) Math.max(Math.min(value, Float.MAX_VALUE), -Float.MAX_VALUE);
  }

  private static Stored stored(DataType type) {
    if (type instanceof FloatType) {
      return Stored.FLOAT;
    }
    if (type instanceof DoubleType) {
      return Stored.DOUBLE;
    }
    if (type instanceof LongType) {
      return Stored.LONG;
    }
    if (type instanceof IntegerType) {
      return Stored.INTEGER;
    }
    if (type instanceof BooleanType) {
      return Stored.BOOLEAN;
    }
    throw new IllegalArgumentException("No number is read of " + type.sql());
  }

  private static int[] places(int kept, List<Feature> features, Feature.Kind kind) {
    return IntStream.range(0, features.size())
        .filter(i -> features.get(i).kind() == kind)
        .map(i -> kept + i)
        .toArray();
  }
}
