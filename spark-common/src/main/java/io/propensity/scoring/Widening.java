package io.propensity.scoring;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;

/**
 * A stored column as the model's type, where each value that fits stays what it is: integers as
 * decimals without a fraction (what Spark reads of UINT64) or as doubles (what pandas writes when
 * some are missing, NaN being missing), booleans as 0 and 1.
 *
 * @param value NULL where the stored value is missing or does not fit
 * @param unusable whether a value is there and does not fit
 */
record Widening(Column value, Column unusable) {

  private static final Column NO = functions.lit(false);
  private static final double TWO_TO_63 = 0x1p63;

  /** Whether a column that is read as {@code found} can stand for {@code wanted}. */
  static boolean fits(Columns.Column column, DataType stored, ColumnType wanted) {
    return column.type().filter(found -> found.standsFor(wanted)).isPresent()
        || widens(stored, wanted);
  }

  private static boolean widens(DataType stored, ColumnType wanted) {
    return switch (wanted) {
      case INTEGER ->
          isFloating(stored) || (stored instanceof DecimalType decimal && decimal.scale() == 0);
      case BOOLEAN ->
          stored instanceof NumericType
              && !(stored instanceof DecimalType decimal && decimal.scale() != 0);
      case NUMBER, STRING, DATE, TIMESTAMP -> false;
    };
  }

  private static boolean isFloating(DataType stored) {
    return stored.equals(DataTypes.DoubleType) || stored.equals(DataTypes.FloatType);
  }

  /** The column of a type that {@link #fits}. */
  static Widening of(Column column, DataType stored, ColumnType wanted) {
    return switch (wanted) {
      case INTEGER -> integer(column, stored);
      case BOOLEAN -> flag(column, stored);
      case NUMBER -> new Widening(column.cast(DataTypes.DoubleType), NO);
      case STRING, DATE, TIMESTAMP -> new Widening(column, NO);
    };
  }

  private static Widening integer(Column column, DataType stored) {
    if (isFloating(stored)) {
      Column whole =
          functions
              .floor(column)
              .equalTo(column)
              .and(column.geq(-TWO_TO_63))
              .and(column.lt(TWO_TO_63));
      Column value = functions.when(whole, column.try_cast(DataTypes.LongType));
      return new Widening(value, there(column, stored).and(functions.not(whole)));
    }
    if (stored instanceof DecimalType) {
      Column value = column.try_cast(DataTypes.LongType);
      return new Widening(value, column.isNotNull().and(value.isNull()));
    }
    return new Widening(column.cast(DataTypes.LongType), NO);
  }

  private static Widening flag(Column column, DataType stored) {
    if (stored.equals(DataTypes.BooleanType)) {
      return new Widening(column, NO);
    }
    Column value =
        functions
            .when(column.equalTo(functions.lit(0)), functions.lit(false))
            .when(column.equalTo(functions.lit(1)), functions.lit(true));
    return new Widening(value, there(column, stored).and(value.isNull()));
  }

  private static Column there(Column column, DataType stored) {
    return isFloating(stored)
        ? column.isNotNull().and(functions.not(functions.isnan(column)))
        : column.isNotNull();
  }
}
