package io.propensity.api.audience.table;

import io.propensity.duckdb.DuckDbSql;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.ComparisonOperator;
import io.propensity.expression.Expression;
import io.propensity.expression.Position;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows whose columns have given values, in SQL.
 *
 * @param condition that they meet
 * @param values each value as its column's type has it, NULL for one that the type does not have
 */
record TablePart(String condition, List<String> values) {

  /** Empty where a column is of a type that the language does not carry. */
  static Optional<TablePart> of(Columns columns, Map<String, String> partition) {
    List<String> conditions = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> part : partition.entrySet()) {
      Expression.ColumnName name = new Expression.ColumnName(part.getKey(), Position.NONE);
      Optional<ColumnType> type = columns.find(name).type();
      if (type.isEmpty()) {
        return Optional.empty();
      }
      Expression value = value(part.getValue(), type.get());
      conditions.add(
          DuckDbSql.condition(
              new Expression.Comparison(ComparisonOperator.EQUAL, name, value, Position.NONE),
              columns,
              LocalDate.EPOCH));
      values.add(DuckDbSql.of(value, columns, LocalDate.EPOCH));
    }
    return Optional.of(new TablePart(String.join(" AND ", conditions), values));
  }

  private static Expression value(String text, ColumnType type) {
    Expression literal = new Expression.Literal(ColumnType.STRING, text, Position.NONE);
    return type == ColumnType.STRING
        ? literal
        : new Expression.TryCast(literal, type, Position.NONE);
  }

  /** Whether each value is one of its column's type. */
  boolean isMeant(DuckDbSession session) throws SQLException {
    DuckDbSession.Row row = session.rows("SELECT " + String.join(", ", values)).get(0);
    return row.values().stream().allMatch(value -> value != null);
  }
}
