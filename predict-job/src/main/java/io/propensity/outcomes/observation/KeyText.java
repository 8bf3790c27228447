package io.propensity.outcomes.observation;

import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * Keys as text, so that a user is the same whether a key is stored as a number or in a CSV file, as
 * an INT or, as pandas does where some are missing, as a DOUBLE.
 */
final class KeyText {

  private KeyText() {}

  /** STRING; NULL where the key is. */
  static Column of(Column key, DataType type) {
    Column text = key.cast(DataTypes.StringType);
    boolean fractional =
        type instanceof DecimalType
            || type.equals(DataTypes.DoubleType)
            || type.equals(DataTypes.FloatType);
    if (!fractional) {
      return text;
    }
    Column whole = key.try_cast("decimal(38,0)");
    return when(key.equalTo(whole), whole.cast(DataTypes.StringType)).otherwise(text);
  }
}
