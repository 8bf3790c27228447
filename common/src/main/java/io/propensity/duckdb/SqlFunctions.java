package io.propensity.duckdb;

import static io.propensity.expression.ColumnType.BOOLEAN;
import static io.propensity.expression.ColumnType.DATE;
import static io.propensity.expression.ColumnType.INTEGER;
import static io.propensity.expression.ColumnType.NUMBER;
import static io.propensity.expression.ColumnType.STRING;
import static io.propensity.expression.ColumnType.TIMESTAMP;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Expression;
import io.propensity.expression.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The functions of the allow-list as SQL. */
final class SqlFunctions {

  private static final String MICROS_A_DAY = "86400000000";

  private final SqlBuilder builder;
  private final Types types;
  private final LocalDate runDate;

  SqlFunctions(SqlBuilder builder, Types types, LocalDate runDate) {
    this.builder = builder;
    this.types = types;
    this.runDate = runDate;
  }

  String call(Expression.Call call) {
    return switch (call.function()) {
      case LOWER -> letters(call, "lower", JavaFunction.LOWER);
      case UPPER -> letters(call, "upper", JavaFunction.UPPER);
      case TRIM -> "trim(" + argument(call, 0, STRING) + ", ' ')";
      case LENGTH -> "length(" + argument(call, 0, STRING) + ")";
      case SUBSTRING -> substring(call);
      case CONCAT -> SqlBuilder.joined(" || ", builder.build(call.arguments(), STRING));
      case CONTAINS -> of("contains", call, STRING);
      case STARTSWITH -> of("starts_with", call, STRING);
      case ENDSWITH -> of("ends_with", call, STRING);
      case COALESCE -> of("coalesce", call, type(call));
      case LEAST -> of("least", call, type(call));
      case GREATEST -> of("greatest", call, type(call));
      case NULLIF -> nullIf(call);
      case IF ->
          "CASE WHEN %s THEN %s ELSE %s END"
              .formatted(
                  argument(call, 0, BOOLEAN),
                  argument(call, 1, type(call)),
                  argument(call, 2, type(call)));
      case ABS -> abs(call);
      case ROUND -> round(call);
      case FLOOR -> whole(call, "floor");
      case CEIL -> whole(call, "ceil");
      case SQRT -> JavaFunction.SQRT.of(argument(call, 0, NUMBER));
      case EXP -> JavaFunction.EXP.of(argument(call, 0, NUMBER));
      case LN -> JavaFunction.LN.of(argument(call, 0, NUMBER));
      case LOG10 -> JavaFunction.LOG10.of(argument(call, 0, NUMBER));
      case POWER -> JavaFunction.POWER.of(argument(call, 0, NUMBER), argument(call, 1, NUMBER));
      case YEAR -> JavaFunction.YEAR.of(day(call));
      case MONTH -> JavaFunction.MONTH.of(day(call));
      case DAY -> JavaFunction.DAY.of(day(call));
      case DAYOFWEEK -> "(((" + day(call) + " + 4) % 7 + 7) % 7 + 1)";
      case HOUR -> hour(argument(call, 0, TIMESTAMP));
      case TO_DATE -> JavaFunction.DAY_OF_INSTANT.of(argument(call, 0, TIMESTAMP));
      case DATE_ADD -> dateAdd(call);
      case DATEDIFF -> "(" + argument(call, 0, DATE) + " - " + argument(call, 1, DATE) + ")";
      case CURRENT_DATE -> SqlBuilder.whole(runDate.toEpochDay());
    };
  }

  private String argument(Expression.Call call, int index, ColumnType wanted) {
    return builder.build(call.arguments().get(index), wanted);
  }

  private String of(String function, Expression.Call call, ColumnType wanted) {
    return function + "(" + String.join(", ", builder.build(call.arguments(), wanted)) + ")";
  }

  /** Of a call whose result is of its arguments' type. */
  private ColumnType type(Expression.Call call) {
    return types.of(call).orElse(BOOLEAN);
  }

  private static String literal(Expression argument) {
    return String.valueOf(((Expression.Literal) argument).value());
  }

  /** DuckDB's own function where it does the same and the text can be named twice: on ASCII. */
  private String letters(Expression.Call call, String own, JavaFunction ours) {
    String text = argument(call, 0, STRING);
    return call.arguments().get(0).children().isEmpty()
        ? "CASE WHEN strlen(%1$s) = length(%1$s) THEN %2$s(%1$s) ELSE %3$s END"
            .formatted(text, own, ours.of(text))
        : ours.of(text);
  }

  private String substring(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    String count = arguments.size() > 2 ? ", " + literal(arguments.get(2)) : "";
    return "substring(%s, %s%s)"
        .formatted(argument(call, 0, STRING), literal(arguments.get(1)), count);
  }

  private String nullIf(Expression.Call call) {
    String value = argument(call, 0, type(call));
    String other = argument(call, 1, type(call));
    return "CASE WHEN " + value + " = " + other + " THEN NULL ELSE " + value + " END";
  }

  private String abs(Expression.Call call) {
    String value = argument(call, 0, type(call));
    return type(call) == NUMBER
        ? "abs(" + value + ")"
        : SqlBuilder.fitting("abs(" + SqlBuilder.huge(value) + ")");
  }

  private String round(Expression.Call call) {
    if (type(call) == INTEGER) {
      return argument(call, 0, INTEGER);
    }
    List<Expression> arguments = call.arguments();
    String decimals = arguments.size() > 1 ? literal(arguments.get(1)) : "0";
    return JavaFunction.ROUND.of(argument(call, 0, NUMBER), DuckDbSql.cast(decimals, "BIGINT"));
  }

  private String whole(Expression.Call call, String rounding) {
    boolean integer = types.of(call.arguments().get(0)).equals(Optional.of(INTEGER));
    return integer
        ? argument(call, 0, INTEGER)
        : SqlBuilder.fitting(rounding + "(" + argument(call, 0, NUMBER) + ")");
  }

  private String day(Expression.Call call) {
    boolean instant = types.of(call.arguments().get(0)).equals(Optional.of(TIMESTAMP));
    return instant
        ? JavaFunction.DAY_OF_INSTANT.of(argument(call, 0, TIMESTAMP))
        : argument(call, 0, DATE);
  }

  private static String hour(String micros) {
    return "(((%1$s %% %2$s + %2$s) %% %2$s) // 3600000000)".formatted(micros, MICROS_A_DAY);
  }

  private String dateAdd(Expression.Call call) {
    String day =
        SqlBuilder.huge(argument(call, 0, DATE))
            + " + "
            + SqlBuilder.huge(argument(call, 1, INTEGER));
    return DuckDbSql.cast(DuckDbSql.tryCast(day, "INTEGER"), "BIGINT");
  }
}
