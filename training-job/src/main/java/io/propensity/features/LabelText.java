package io.propensity.features;

import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;

/**
 * A label's values as the texts that name classes: a whole number has no decimals whatever its type
 * is stored as, so that 1, 1.0 and DECIMAL 1.00 are one class; NaN is no label.
 */
final class LabelText {

  private static final double WHOLE = 1e15;

  private LabelText() {}

  static Column of(Column label, DataType type) {
    if (type instanceof DoubleType || type instanceof FloatType) {
      Column whole = label.equalTo(floor(label)).and(label.between(-WHOLE, WHOLE));
      return when(isnan(label), lit(null))
          .when(whole, label.cast(DataTypes.LongType).cast(DataTypes.StringType))
          .otherwise(label.cast(DataTypes.StringType));
    }
    if (type instanceof DecimalType decimal && decimal.scale() > 0) {
      return when(label.equalTo(floor(label)), floor(label).cast(DataTypes.StringType))
          .otherwise(label.cast(DataTypes.StringType));
    }
    return label.cast(DataTypes.StringType);
  }

  /** The text that a value of {@code pipeline.yaml} has for a label of that type. */
  static String of(String value, DataType type) {
    if (!(type instanceof NumericType)) {
      return type instanceof BooleanType ? value.toLowerCase(Locale.ROOT) : value;
    }
    try {
      BigDecimal number = new BigDecimal(value.strip()).stripTrailingZeros();
      return number.scale() <= 0 ? number.toBigInteger().toString() : number.toPlainString();
    } catch (NumberFormatException e) {
      return value;
    }
  }
}
