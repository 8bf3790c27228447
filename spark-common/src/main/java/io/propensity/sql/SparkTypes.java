package io.propensity.sql;

import io.propensity.expression.ColumnType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.jspecify.annotations.Nullable;

/** Which Spark type stands for which type of the language. */
final class SparkTypes {

  private SparkTypes() {}

  /** The type as which a stored column is read; null when the language does not carry it. */
  static @Nullable ColumnType read(DataType stored) {
    if (stored instanceof ByteType
        || stored instanceof ShortType
        || stored instanceof IntegerType) {
      return ColumnType.INTEGER;
    }
    if (stored instanceof FloatType || stored instanceof DecimalType) {
      return ColumnType.NUMBER;
    }
    if (stored instanceof StringType text) {
      // Another collation would compare in another way than by code point.
      return text.isUTF8BinaryCollation() ? ColumnType.STRING : null;
    }
    if (stored.equals(DataTypes.TimestampNTZType)) {
      return ColumnType.TIMESTAMP;
    }
    for (ColumnType type : ColumnType.values()) {
      if (of(type).equals(stored)) {
        return type;
      }
    }
    return null;
  }

  static DataType of(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> DataTypes.BooleanType;
      case INTEGER -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
      case STRING -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
    };
  }
}
