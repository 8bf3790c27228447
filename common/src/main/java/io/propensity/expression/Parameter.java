package io.propensity.expression;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a function takes in one place. */
enum Parameter {
  BOOLEAN(ColumnType.BOOLEAN),
  INTEGER(ColumnType.INTEGER),
  /** An INTEGER is converted. */
  NUMBER(ColumnType.NUMBER, ColumnType.INTEGER),
  STRING(ColumnType.STRING),
  DATE(ColumnType.DATE),
  TIMESTAMP(ColumnType.TIMESTAMP),
  /** INTEGER or NUMBER, which the result is too. */
  NUMERIC(ColumnType.INTEGER, ColumnType.NUMBER),
  DATE_OR_TIMESTAMP(ColumnType.DATE, ColumnType.TIMESTAMP),
  /** Of any type, all such arguments of the same, which the result is too. */
  SAME(ColumnType.values()),
  /** Like SAME, of a type that has an order. */
  ORDERED(
      ColumnType.INTEGER,
      ColumnType.NUMBER,
      ColumnType.STRING,
      ColumnType.DATE,
      ColumnType.TIMESTAMP),
  /** A whole number as such in the text: how many decimals. */
  DECIMALS(0, 15),
  /** A whole number as such in the text: where to begin. */
  FROM(1, Integer.MAX_VALUE),
  /** A whole number as such in the text: how many. */
  COUNT(0, Integer.MAX_VALUE);

  @SuppressWarnings("ImmutableEnumChecker") // never changed once made
  private final Set<ColumnType> types;

  private final long least;
  private final long most;

  Parameter(ColumnType... types) {
    this.types = EnumSet.noneOf(ColumnType.class);
    this.types.addAll(Set.of(types));
    this.least = 0;
    this.most = -1;
  }

  Parameter(long least, long most) {
    this.types = EnumSet.of(ColumnType.INTEGER);
    this.least = least;
    this.most = most;
  }

  boolean accepts(ColumnType type) {
    return types.contains(type);
  }

  /** Whether the result has the type of such arguments. */
  boolean shared() {
    return this == SAME || this == ORDERED || this == NUMERIC;
  }

  /** Whether the argument must be written out, so that it can be checked before anything runs. */
  boolean mustBeLiteral() {
    return most >= least;
  }

  boolean acceptsLiteral(Expression argument) {
    return argument instanceof Expression.Literal literal
        && literal.value() instanceof Long number
        && number >= least
        && number <= most;
  }

  String description() {
    return switch (this) {
      case NUMERIC -> "integer or number";
      case DATE_OR_TIMESTAMP -> "date or timestamp";
      case SAME -> "any type";
      case ORDERED -> "integer, number, string, date or timestamp";
      case DECIMALS, FROM, COUNT -> "a whole number from %d to %d".formatted(least, most);
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
