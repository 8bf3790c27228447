package io.propensity.sql;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Expression;
import io.propensity.expression.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The functions of the allow-list as columns. */
final class FunctionColumns {

  private final ColumnBuilder builder;
  private final Types types;
  private final LocalDate runDate;

  FunctionColumns(ColumnBuilder builder, Types types, LocalDate runDate) {
    this.builder = builder;
    this.types = types;
    this.runDate = runDate;
  }

  Column call(Expression.Call call) {
    return switch (call.function()) {
      case LOWER -> functions.lower(opaque(call));
      case UPPER -> functions.upper(opaque(call));
      case TRIM -> functions.trim(text(call, 0));
      case LENGTH -> functions.length(text(call, 0)).cast(DataTypes.LongType);
      case SUBSTRING -> substring(call);
      case CONCAT -> functions.concat(all(call, ColumnType.STRING));
      case CONTAINS -> text(call, 0).contains(text(call, 1));
      case STARTSWITH -> text(call, 0).startsWith(text(call, 1));
      case ENDSWITH -> text(call, 0).endsWith(text(call, 1));
      case COALESCE -> functions.coalesce(all(call, type(call)));
      case LEAST -> functions.least(all(call, type(call)));
      case GREATEST -> functions.greatest(all(call, type(call)));
      case NULLIF -> nullIf(call);
      case IF ->
          functions
              .when(argument(call, 0, ColumnType.BOOLEAN), argument(call, 1, type(call)))
              .otherwise(argument(call, 2, type(call)));
      case ABS -> abs(call);
      case ROUND -> round(call);
      case FLOOR -> whole(call, functions::floor);
      case CEIL -> whole(call, functions::ceil);
      case SQRT -> real(functions.sqrt(number(call, 0)));
      case EXP -> real(functions.exp(number(call, 0)));
      case LN -> real(functions.ln(number(call, 0)));
      case LOG10 -> real(functions.log10(number(call, 0)));
      case POWER -> real(functions.pow(number(call, 0), number(call, 1)));
      case YEAR -> functions.year(day(call)).cast(DataTypes.LongType);
      case MONTH -> functions.month(day(call)).cast(DataTypes.LongType);
      case DAY -> functions.dayofmonth(day(call)).cast(DataTypes.LongType);
      case DAYOFWEEK -> functions.dayofweek(day(call)).cast(DataTypes.LongType);
      case HOUR -> CastColumns.hour(argument(call, 0, ColumnType.TIMESTAMP));
      case TO_DATE -> CastColumns.day(argument(call, 0, ColumnType.TIMESTAMP));
      case DATE_ADD -> dateAdd(call);
      case DATEDIFF -> functions.try_subtract(days(call, 0), days(call, 1));
      case CURRENT_DATE -> functions.lit(runDate);
    };
  }

  private Column argument(Expression.Call call, int index, ColumnType wanted) {
    return builder.build(call.arguments().get(index), wanted);
  }

  private Column text(Expression.Call call, int index) {
    return argument(call, index, ColumnType.STRING);
  }

  /**
   * Spark folds upper(lower(s)) to upper(s), which is another text for some letters: not through
   * this.
   */
  private Column opaque(Expression.Call call) {
    Column text = text(call, 0);
    boolean plain = call.arguments().get(0).children().isEmpty();
    return plain ? text : functions.concat(text, functions.lit(""));
  }

  private Column number(Expression.Call call, int index) {
    return argument(call, index, ColumnType.NUMBER);
  }

  private Column[] all(Expression.Call call, ColumnType wanted) {
    return call.arguments().stream()
        .map(argument -> builder.build(argument, wanted))
        .toArray(Column[]::new);
  }

  /** Of a call whose result is of its arguments' type. */
  private ColumnType type(Expression.Call call) {
    return types.of(call).orElse(ColumnType.BOOLEAN);
  }

  private static int literal(Expression argument) {
    return Math.toIntExact((Long) ((Expression.Literal) argument).value());
  }

  private Column substring(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    int count = arguments.size() > 2 ? literal(arguments.get(2)) : Integer.MAX_VALUE;
    return functions.substring(text(call, 0), literal(arguments.get(1)), count);
  }

  private Column nullIf(Expression.Call call) {
    ColumnType type = type(call);
    UnaryOperator<Column> compared =
        type == ColumnType.NUMBER ? ColumnBuilder::withoutMinusZero : column -> column;
    Column other = compared.apply(argument(call, 1, type));
    return Binding.let(
        call.arguments().get(0),
        argument(call, 0, type),
        value ->
            functions
                .when(compared.apply(value).equalTo(other), ColumnBuilder.nothing(type))
                .otherwise(value));
  }

  private Column abs(Expression.Call call) {
    if (type(call) == ColumnType.NUMBER) {
      return functions.abs(number(call, 0));
    }
    return Binding.let(
        call.arguments().get(0),
        argument(call, 0, ColumnType.INTEGER),
        value ->
            functions
                .when(value.lt(0L), functions.try_subtract(functions.lit(0L), value))
                .otherwise(value));
  }

  private Column round(Expression.Call call) {
    if (type(call) == ColumnType.INTEGER) {
      return argument(call, 0, ColumnType.INTEGER);
    }
    List<Expression> arguments = call.arguments();
    return functions.round(number(call, 0), arguments.size() > 1 ? literal(arguments.get(1)) : 0);
  }

  private Column whole(Expression.Call call, UnaryOperator<Column> rounding) {
    Expression argument = call.arguments().get(0);
    if (types.of(argument).orElse(ColumnType.INTEGER) == ColumnType.INTEGER) {
      return builder.build(argument, ColumnType.INTEGER);
    }
    return Binding.let(argument, number(call, 0), x -> CastColumns.integer(x, rounding));
  }

  /** NULL where the result is not a number. */
  private static Column real(Column number) {
    return functions.nanvl(number, ColumnBuilder.nothing(ColumnType.NUMBER));
  }

  private Column day(Expression.Call call) {
    boolean instant =
        types.of(call.arguments().get(0)).filter(t -> t == ColumnType.TIMESTAMP).isPresent();
    return instant
        ? CastColumns.day(argument(call, 0, ColumnType.TIMESTAMP))
        : argument(call, 0, ColumnType.DATE);
  }

  private Column days(Expression.Call call, int index) {
    return functions.unix_date(argument(call, index, ColumnType.DATE)).cast(DataTypes.LongType);
  }

  private Column dateAdd(Expression.Call call) {
    Column day = functions.try_add(days(call, 0), argument(call, 1, ColumnType.INTEGER));
    return functions.date_from_unix_date(day.try_cast(DataTypes.IntegerType));
  }
}
