package io.propensity.duckdb;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.Types;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions as SQL of DuckDB 1.5. A BOOLEAN is a BOOLEAN, an INTEGER a BIGINT, a NUMBER a DOUBLE,
 * a STRING a VARCHAR, a DATE the BIGINT of its days since 1970-01-01, a TIMESTAMP that of its
 * microseconds: so neither a time zone nor the ranges of DuckDB's own types have a say. The session
 * wants {@link #SETTINGS} and every {@link JavaFunction}.
 */
public final class DuckDbSql {

  /** What a session has to be set to. */
  public static final String SETTINGS = "SET GLOBAL ieee_floating_point_ops = false";

  /** Up to so many digits a decimal and its power of ten are exact as doubles. */
  private static final int EXACT_DIGITS = 15;

  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),-?\\d+\\)");

  private DuckDbSql() {}

  /**
   * The SQL of a checked expression, over a relation that has the columns under their names.
   *
   * @param runDate what {@code current_date} is
   * @throws io.propensity.expression.ExpressionException when a name or a type does not fit, or the
   *     SQL would be too long
   */
  public static String of(Expression expression, Columns columns, LocalDate runDate) {
    Types types = Types.check(expression, columns);
    return new SqlBuilder(types, runDate).build(expression, types.root());
  }

  /** The same for a part of a condition, which may always be NULL. */
  public static String condition(Expression part, Columns columns, LocalDate runDate) {
    return new SqlBuilder(Types.check(part, columns), runDate).build(part, ColumnType.BOOLEAN);
  }

  /**
   * A stored column as a value of its type.
   *
   * @param column of a type that the language carries, stored as Spark names it
   */
  public static String column(Columns.Column column) {
    String stored = name(column.name());
    return switch (column.type().orElseThrow()) {
      case BOOLEAN, STRING -> stored;
      case INTEGER -> cast(stored, "BIGINT");
      case NUMBER -> number(stored, column.storedAs());
      case DATE -> cast(stored + " - DATE '1970-01-01'", "BIGINT");
      case TIMESTAMP -> "epoch_us(" + stored + ")";
    };
  }

  /** DuckDB divides by the power of ten, which is a rounding too many for long decimals. */
  private static String number(String stored, String storedAs) {
    Optional<Integer> digits = digits(storedAs);
    return digits.isPresent() && digits.get() > EXACT_DIGITS
        ? cast(cast(stored, "VARCHAR"), "DOUBLE")
        : cast(stored, "DOUBLE");
  }

  private static Optional<Integer> digits(String storedAs) {
    Matcher decimal = DECIMAL.matcher(storedAs);
    return decimal.matches() ? Optional.of(Integer.valueOf(decimal.group(1))) : Optional.empty();
  }

  /** A quoted identifier. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A quoted text, in which a backslash is only a backslash. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String cast(String sql, String type) {
    return "CAST(" + sql + " AS " + type + ")";
  }

  static String tryCast(String sql, String type) {
    return "TRY_CAST(" + sql + " AS " + type + ")";
  }
}
