package io.propensity.duckdb;

import io.propensity.expression.ColumnType;

/** {@code try_cast} to the language's own rules, of types that are not the same. */
final class SqlCasts {

  private static final String MICROS_A_DAY = "CAST(86400000000 AS HUGEINT)";

  private SqlCasts() {}

  static String of(String value, ColumnType from, ColumnType target) {
    return switch (from) {
      case STRING -> text(value, target);
      case NUMBER -> SqlBuilder.fitting("trunc(" + value + ")");
      case TIMESTAMP -> JavaFunction.DAY_OF_INSTANT.of(value);
      case DATE ->
          target == ColumnType.TIMESTAMP ? midnight(value) : JavaFunction.DAY_TEXT.of(value);
      case BOOLEAN, INTEGER -> DuckDbSql.cast(value, SqlBuilder.type(target));
    };
  }

  private static String text(String value, ColumnType target) {
    return switch (target) {
      case STRING -> value;
      case BOOLEAN -> JavaFunction.TEXT_TO_BOOLEAN.of(value);
      case INTEGER -> JavaFunction.TEXT_TO_INTEGER.of(value);
      case NUMBER -> JavaFunction.TEXT_TO_NUMBER.of(value);
      case DATE -> JavaFunction.TEXT_TO_DAY.of(value);
      case TIMESTAMP -> JavaFunction.TEXT_TO_INSTANT.of(value);
    };
  }

  private static String midnight(String day) {
    return SqlBuilder.fitting(SqlBuilder.huge(day) + " * " + MICROS_A_DAY);
  }
}
