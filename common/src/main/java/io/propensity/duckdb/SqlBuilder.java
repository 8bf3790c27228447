package io.propensity.duckdb;

import io.propensity.expression.ArithmeticOperator;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.expression.ExpressionVisitor;
import io.propensity.expression.LogicOperator;
import io.propensity.expression.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Walks a checked expression and writes its SQL; each part is in brackets of its own. */
final class SqlBuilder implements ExpressionVisitor<String> {

  /** A subject that is used twice doubles what it holds: nested often enough it has no end. */
  private static final int LONGEST = 512 * 1024;

  private final Types types;
  private final SqlFunctions calls;

  SqlBuilder(Types types, LocalDate runDate) {
    this.types = types;
    this.calls = new SqlFunctions(this, types, runDate);
  }

  /** A part as SQL of the wanted type; what is always NULL is of any type. */
  String build(Expression part, ColumnType wanted) {
    ColumnType type = types.of(part).orElse(null);
    if (type == null) {
      return nothing(wanted);
    }
    String sql = part.accept(this);
    if (sql.length() > LONGEST) {
      throw new ExpressionException(
          part.at(),
          "this is too much for a preview: its CASEs and nullifs hold each other too deeply");
    }
    return type == wanted ? sql : DuckDbSql.cast(sql, type(wanted));
  }

  List<String> build(List<Expression> parts, ColumnType wanted) {
    return parts.stream().map(part -> build(part, wanted)).toList();
  }

  private List<String> compared(List<Expression> parts) {
    return build(parts, types.common(parts).orElse(ColumnType.BOOLEAN));
  }

  static String type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER, DATE, TIMESTAMP -> "BIGINT";
      case NUMBER -> "DOUBLE";
      case STRING -> "VARCHAR";
    };
  }

  static String nothing(ColumnType type) {
    return DuckDbSql.cast("NULL", type(type));
  }

  private ColumnType typeOf(Expression part) {
    return types.of(part).orElse(ColumnType.BOOLEAN);
  }

  @Override
  public String columnName(Expression.ColumnName column) {
    return DuckDbSql.column(types.find(column));
  }

  @Override
  public String literal(Expression.Literal literal) {
    Object value = literal.value();
    return switch (literal.type()) {
      case BOOLEAN -> Boolean.TRUE.equals(value) ? "TRUE" : "FALSE";
      case INTEGER -> whole((Long) value);
      case NUMBER -> DuckDbSql.cast("'" + value + "'", "DOUBLE");
      case STRING -> DuckDbSql.text((String) value);
      case DATE -> whole(((LocalDate) value).toEpochDay());
      case TIMESTAMP -> whole(micros((Instant) value));
    };
  }

  /** Of the years 1 to 9999, which as nanoseconds would be beyond 64 bits. */
  static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
  }

  static String whole(long number) {
    return DuckDbSql.cast("'" + number + "'", "BIGINT");
  }

  @Override
  public String nullLiteral(Expression.Null literal) {
    return nothing(ColumnType.BOOLEAN);
  }

  @Override
  public String negation(Expression.Negation negation) {
    ColumnType type = typeOf(negation);
    String operand = build(negation.operand(), type);
    return type == ColumnType.INTEGER ? fitting("-" + huge(operand)) : "(-" + operand + ")";
  }

  @Override
  public String arithmetic(Expression.Arithmetic arithmetic) {
    ColumnType type = types.of(arithmetic.first()).orElse(ColumnType.INTEGER);
    String result = build(arithmetic.first(), type);
    for (Expression.Arithmetic.Step step : arithmetic.steps()) {
      ColumnType next = types.after(type, step);
      String left = next == type ? result : DuckDbSql.cast(result, type(next));
      result = step(step.operator(), left, build(step.operand(), next), next);
      type = next;
    }
    return result;
  }

  private static String step(
      ArithmeticOperator operator, String left, String right, ColumnType type) {
    String symbol = " " + operator.symbol() + " ";
    return type == ColumnType.INTEGER
        ? fitting(huge(left) + symbol + huge(right))
        : "(" + left + symbol + right + ")";
  }

  /** A whole number of 128 bits, in which no one step on 64 bits overflows. */
  static String huge(String sql) {
    return DuckDbSql.cast(sql, "HUGEINT");
  }

  /** NULL beyond 64 bits. */
  static String fitting(String sql) {
    return DuckDbSql.tryCast(sql, "BIGINT");
  }

  @Override
  public String comparison(Expression.Comparison comparison) {
    List<String> parts = compared(comparison.children());
    String operator =
        switch (comparison.operator()) {
          case EQUAL -> "=";
          case NOT_EQUAL -> "<>";
          case LESS -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER -> ">";
          case GREATER_OR_EQUAL -> ">=";
          case SAME -> "IS NOT DISTINCT FROM";
        };
    return "(" + parts.get(0) + " " + operator + " " + parts.get(1) + ")";
  }

  @Override
  public String logic(Expression.Logic logic) {
    List<String> parts = build(logic.operands(), ColumnType.BOOLEAN);
    return joined(logic.operator() == LogicOperator.AND ? " AND " : " OR ", parts);
  }

  /** A balanced tree of an operator that does not ask in which order it is applied. */
  static String joined(String operator, List<String> parts) {
    int size = parts.size();
    if (size == 1) {
      return parts.get(0);
    }
    String left = joined(operator, parts.subList(0, size / 2));
    String right = joined(operator, parts.subList(size / 2, size));
    return "(" + left + operator + right + ")";
  }

  @Override
  public String not(Expression.Not not) {
    return negated(build(not.operand(), ColumnType.BOOLEAN), true);
  }

  private static String negated(String condition, boolean negated) {
    return negated ? "(NOT " + condition + ")" : condition;
  }

  @Override
  public String in(Expression.In in) {
    List<String> parts = compared(in.children());
    String items = String.join(", ", parts.subList(1, parts.size()));
    return negated("(" + parts.get(0) + " IN (" + items + "))", in.negated());
  }

  @Override
  public String between(Expression.Between between) {
    List<String> parts = compared(between.children());
    String within = "(" + parts.get(0) + " BETWEEN " + parts.get(1) + " AND " + parts.get(2) + ")";
    return negated(within, between.negated());
  }

  @Override
  public String like(Expression.Like like) {
    String value = build(like.value(), ColumnType.STRING);
    String text = DuckDbSql.text(like.pattern().plainText());
    String matches =
        switch (like.pattern().shape()) {
          case EQUALS -> "(" + value + " = " + text + ")";
          case STARTS_WITH -> "starts_with(" + value + ", " + text + ")";
          case ENDS_WITH -> "ends_with(" + value + ", " + text + ")";
          case CONTAINS -> "contains(" + value + ", " + text + ")";
          case OTHER ->
              "regexp_full_match("
                  + value
                  + ", "
                  + DuckDbSql.text(regex(like.pattern().text()))
                  + ", 's')";
        };
    return negated(matches, like.negated());
  }

  /** For RE2, which takes time in proportion to the text whatever the pattern. */
  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    for (int character : pattern.codePoints().toArray()) {
      if (!escaped && character == '\\') {
        escaped = true;
        continue;
      }
      if (!escaped && character == '%') {
        regex.append(".*");
      } else if (!escaped && character == '_') {
        regex.append('.');
      } else {
        regex.append(isSign(character) ? "\\" : "").appendCodePoint(character);
      }
      escaped = false;
    }
    return regex.toString();
  }

  private static boolean isSign(int character) {
    return character < 0x80 && character != '_' && !Character.isLetterOrDigit(character);
  }

  @Override
  public String isNull(Expression.IsNull isNull) {
    String value = build(isNull.value(), typeOf(isNull.value()));
    return "(" + value + (isNull.negated() ? " IS NOT NULL)" : " IS NULL)");
  }

  @Override
  public String caseWhen(Expression.Case caseWhen) {
    List<Expression> conditions =
        caseWhen.branches().stream().map(Expression.Case.Branch::condition).toList();
    if (caseWhen.subject() == null) {
      return branches(caseWhen, build(conditions, ColumnType.BOOLEAN));
    }
    List<Expression> parts = new ArrayList<>(List.of(caseWhen.subject()));
    parts.addAll(conditions);
    List<String> compared = compared(parts);
    return branches(
        caseWhen,
        compared.subList(1, compared.size()).stream()
            .map(value -> compared.get(0) + " = " + value)
            .toList());
  }

  private String branches(Expression.Case caseWhen, List<String> conditions) {
    ColumnType type = typeOf(caseWhen);
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = 0; i < conditions.size(); i++) {
      String result = build(caseWhen.branches().get(i).result(), type);
      sql.append(" WHEN ").append(conditions.get(i)).append(" THEN ").append(result);
    }
    Expression otherwise = caseWhen.otherwise();
    sql.append(" ELSE ").append(otherwise == null ? nothing(type) : build(otherwise, type));
    return sql.append(" END").toString();
  }

  @Override
  public String tryCast(Expression.TryCast tryCast) {
    ColumnType target = tryCast.target();
    ColumnType from = types.of(tryCast.value()).orElse(target);
    String value = build(tryCast.value(), from);
    return from == target ? value : SqlCasts.of(value, from, target);
  }

  @Override
  public String call(Expression.Call call) {
    return calls.call(call);
  }
}
