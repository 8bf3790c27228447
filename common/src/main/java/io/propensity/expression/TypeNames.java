package io.propensity.expression;

import java.util.Locale;
import java.util.Optional;

/** What the types are called in {@code try_cast}. */
final class TypeNames {

  /** For messages. */
  static final String ALL = "BIGINT (INT, INTEGER, LONG), DOUBLE, STRING, BOOLEAN, DATE, TIMESTAMP";

  private TypeNames() {}

  static Optional<ColumnType> read(String name) {
    return Optional.ofNullable(
        switch (name.toUpperCase(Locale.ROOT)) {
          case "BIGINT", "INT", "INTEGER", "LONG" -> ColumnType.INTEGER;
          case "DOUBLE" -> ColumnType.NUMBER;
          case "STRING" -> ColumnType.STRING;
          case "BOOLEAN" -> ColumnType.BOOLEAN;
          case "DATE" -> ColumnType.DATE;
          case "TIMESTAMP" -> ColumnType.TIMESTAMP;
          default -> null;
        });
  }

  static String of(ColumnType type) {
    return switch (type) {
      case INTEGER -> "BIGINT";
      case NUMBER -> "DOUBLE";
      default -> type.name();
    };
  }
}
