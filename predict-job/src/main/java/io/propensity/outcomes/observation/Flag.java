package io.propensity.outcomes.observation;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;

/**
 * A column that says yes or no.
 *
 * @param option of the command line that named it, for messages
 * @param value BOOLEAN; NULL where the column is
 * @param odd STRING: a value that says neither; NULL elsewhere
 */
record Flag(String option, Column value, Column odd) {

  private static final Column NONE = lit(null).cast(DataTypes.StringType);

  /** Of every row the same. */
  static Flag always(@Nullable Boolean value) {
    return new Flag("", lit(value).cast(DataTypes.BooleanType), NONE);
  }

  /**
   * The flag of a column.
   *
   * @param yes the text of the values that say yes, all others saying no; null for a BOOLEAN, or 0
   *     and 1
   * @throws ContractException when the column is neither
   */
  static Flag of(
      Dataset<Row> table, String where, String option, String name, @Nullable String yes) {
    Column column = table.col(FeatureTable.quoted(name));
    DataType type = table.select(column).schema().fields()[0].dataType();
    String named = "%s %s".formatted(option, name);
    if (yes != null) {
      return new Flag(named, column.cast(DataTypes.StringType).equalTo(yes), NONE);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return new Flag(named, column, NONE);
    }
    if (type instanceof NumericType) {
      Column value = when(column.equalTo(1), true).when(column.equalTo(0), false);
      Column odd = when(column.isNotNull().and(value.isNull()), column.cast("string"));
      return new Flag(named, value, odd);
    }
    throw new ContractException(
        "%s: the column of %s is %s, and not BOOLEAN or 0 and 1%s"
            .formatted(
                named,
                where,
                type.sql(),
                option.equals("--response")
                    ? "; pass --positive VALUE, the value that is a response"
                    : ": write one that is"));
  }
}
