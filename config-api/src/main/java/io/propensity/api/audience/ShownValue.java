package io.propensity.api.audience;

import io.propensity.expression.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Values as JSON has them, out of what {@link io.propensity.duckdb.DuckDbSql} makes of them. */
final class ShownValue {

  static final String MASK = "***";

  private static final int LONGEST = 200;

  private ShownValue() {}

  static @Nullable Object of(@Nullable Object value, ColumnType type) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case BOOLEAN, INTEGER -> value;
      case NUMBER -> number((Double) value);
      case STRING -> cut(String.valueOf(value));
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString();
    };
  }

  /** Of a value that was made a text to be counted. */
  static Object ofText(String text, ColumnType type) {
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER -> Long.valueOf(text);
      default -> cut(text);
    };
  }

  /** JSON has no word for NaN and the infinities. */
  private static Object number(Double number) {
    return Double.isFinite(number) ? (Object) number : String.valueOf(number);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...";
  }
}
