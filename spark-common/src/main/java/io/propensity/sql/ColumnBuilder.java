package io.propensity.sql;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionVisitor;
import io.propensity.expression.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Walks a checked expression and builds its column. */
final class ColumnBuilder implements ExpressionVisitor<Column> {

  private final Types types;
  private final StructType schema;
  private final FunctionColumns calls;
  private final Chains chains;

  ColumnBuilder(Expression expression, Types types, StructType schema, LocalDate runDate) {
    this.chains = new Chains(expression);
    this.types = types;
    this.schema = schema;
    this.calls = new FunctionColumns(this, types, runDate);
  }

  /** A part as a column of the wanted type; what is always NULL is of any type. */
  Column build(Expression part, ColumnType wanted) {
    ColumnType type = types.of(part).orElse(null);
    if (type == null) {
      return nothing(wanted);
    }
    if (type == wanted) {
      return part.accept(this);
    }
    if (part instanceof Expression.Literal literal && literal.value() instanceof Long number) {
      return functions.lit(number.doubleValue());
    }
    return part.accept(this).cast(SparkTypes.of(wanted));
  }

  static Column nothing(ColumnType type) {
    return functions.lit(null).cast(SparkTypes.of(type));
  }

  private List<Column> build(List<Expression> parts, ColumnType wanted) {
    return parts.stream().map(part -> build(part, wanted)).toList();
  }

  /**
   * Parts to compare, of their common type. Where two of them may be zero, none is a bare column or
   * -0.0 and so none is pushed down: to Parquet, -0.0 is another value than 0.0, and less.
   */
  private List<Column> compared(List<Expression> parts) {
    ColumnType type = common(parts);
    boolean zeros =
        type == ColumnType.NUMBER && parts.stream().filter(ColumnBuilder::mayBeZero).count() > 1;
    return parts.stream().map(part -> zeros ? withoutMinusZero(part) : build(part, type)).toList();
  }

  /** Columns too, and what only Spark's optimizer may find to be constant. */
  private static boolean mayBeZero(Expression part) {
    boolean literal = part instanceof Expression.Literal || part instanceof Expression.Null;
    return !literal || isZero(part);
  }

  private static boolean isZero(Expression part) {
    return part instanceof Expression.Literal literal
        && literal.value() instanceof Number number
        && number.doubleValue() == 0;
  }

  private Column withoutMinusZero(Expression part) {
    if (isZero(part)) {
      return functions.lit(0.0);
    }
    Column column = build(part, ColumnType.NUMBER);
    boolean signed = !(part instanceof Expression.Literal) && typeOf(part) == ColumnType.NUMBER;
    return signed ? withoutMinusZero(column) : column;
  }

  /** The same number, but 0.0 for -0.0: the sum of both is 0.0. */
  static Column withoutMinusZero(Column number) {
    return number.plus(functions.lit(0.0));
  }

  private ColumnType common(List<Expression> parts) {
    return types.common(parts).orElse(ColumnType.BOOLEAN);
  }

  private ColumnType typeOf(Expression part) {
    return types.of(part).orElse(ColumnType.BOOLEAN);
  }

  @Override
  public Column columnName(Expression.ColumnName column) {
    String name = types.find(column).name();
    Column stored = functions.col("`" + name.replace("`", "``") + "`");
    DataType canonical = SparkTypes.of(typeOf(column));
    DataType type = schema.apply(name).dataType();
    return type.equals(canonical) || typeOf(column) == ColumnType.STRING
        ? stored
        : stored.cast(canonical);
  }

  @Override
  public Column literal(Expression.Literal literal) {
    return functions.lit(literal.value());
  }

  @Override
  public Column nullLiteral(Expression.Null literal) {
    return nothing(ColumnType.BOOLEAN);
  }

  @Override
  public Column negation(Expression.Negation negation) {
    ColumnType type = typeOf(negation);
    Column operand = build(negation.operand(), type);
    return type == ColumnType.INTEGER
        ? functions.try_subtract(functions.lit(0L), operand)
        : functions.negate(operand);
  }

  @Override
  public Column arithmetic(Expression.Arithmetic arithmetic) {
    ColumnType type = types.of(arithmetic.first()).orElse(ColumnType.INTEGER);
    Column result = build(arithmetic.first(), type);
    List<Chains.Step> steps = new ArrayList<>();
    for (Expression.Arithmetic.Step step : arithmetic.steps()) {
      ColumnType next = types.after(type, step);
      if (next != type) {
        // Whole numbers up to here, doubles from here on.
        result = chains.arithmetic(result, steps, type).cast(SparkTypes.of(next));
        steps.clear();
        type = next;
      }
      steps.add(new Chains.Step(step.operator(), build(step.operand(), type)));
    }
    return chains.arithmetic(result, steps, type);
  }

  @Override
  public Column comparison(Expression.Comparison comparison) {
    List<Column> parts = compared(comparison.children());
    Column left = parts.get(0);
    Column right = parts.get(1);
    return switch (comparison.operator()) {
      case EQUAL -> left.equalTo(right);
      case NOT_EQUAL -> left.notEqual(right);
      case LESS -> left.lt(right);
      case LESS_OR_EQUAL -> left.leq(right);
      case GREATER -> left.gt(right);
      case GREATER_OR_EQUAL -> left.geq(right);
      case SAME -> left.eqNullSafe(right);
    };
  }

  @Override
  public Column logic(Expression.Logic logic) {
    return Chains.logic(logic.operator(), build(logic.operands(), ColumnType.BOOLEAN));
  }

  @Override
  public Column not(Expression.Not not) {
    return functions.not(build(not.operand(), ColumnType.BOOLEAN));
  }

  @Override
  public Column in(Expression.In in) {
    List<Column> parts = compared(in.children());
    Object[] items = parts.subList(1, parts.size()).toArray();
    return negated(parts.get(0).isin(items), in.negated());
  }

  @Override
  public Column between(Expression.Between between) {
    List<Column> parts = compared(between.children());
    Column within =
        Binding.let(
            between.value(),
            parts.get(0),
            value -> value.geq(parts.get(1)).and(value.leq(parts.get(2))));
    return negated(within, between.negated());
  }

  @Override
  public Column like(Expression.Like like) {
    Column value = build(like.value(), ColumnType.STRING);
    String text = like.pattern().plainText();
    Column matches =
        switch (like.pattern().shape()) {
          case EQUALS -> value.equalTo(text);
          case STARTS_WITH -> value.startsWith(text);
          case ENDS_WITH -> value.endsWith(text);
          case CONTAINS -> value.contains(text);
          case OTHER -> value.rlike(like.pattern().regex());
        };
    return negated(matches, like.negated());
  }

  @Override
  public Column isNull(Expression.IsNull isNull) {
    Column value = build(isNull.value(), typeOf(isNull.value()));
    return isNull.negated() ? value.isNotNull() : value.isNull();
  }

  private static Column negated(Column condition, boolean negated) {
    return negated ? functions.not(condition) : condition;
  }

  @Override
  public Column caseWhen(Expression.Case caseWhen) {
    Expression subject = caseWhen.subject();
    List<Expression> conditions =
        caseWhen.branches().stream().map(Expression.Case.Branch::condition).toList();
    if (subject == null) {
      return branches(caseWhen, build(conditions, ColumnType.BOOLEAN));
    }
    List<Expression> parts = new ArrayList<>(List.of(subject));
    parts.addAll(conditions);
    List<Column> compared = compared(parts);
    List<Column> values = compared.subList(1, compared.size());
    return Binding.let(
        subject,
        compared.get(0),
        value -> branches(caseWhen, values.stream().map(value::equalTo).toList()));
  }

  private Column branches(Expression.Case caseWhen, List<Column> conditions) {
    ColumnType type = typeOf(caseWhen);
    Column result = null;
    for (int i = 0; i < conditions.size(); i++) {
      Column when = conditions.get(i);
      Column then = build(caseWhen.branches().get(i).result(), type);
      result = result == null ? functions.when(when, then) : result.when(when, then);
    }
    Expression otherwise = caseWhen.otherwise();
    Column last = otherwise == null ? nothing(type) : build(otherwise, type);
    return Objects.requireNonNull(result).otherwise(last);
  }

  @Override
  public Column tryCast(Expression.TryCast tryCast) {
    ColumnType target = tryCast.target();
    ColumnType from = types.of(tryCast.value()).orElse(target);
    Column value = build(tryCast.value(), from);
    if (from == target) {
      return value;
    }
    if (from == ColumnType.STRING) {
      return CastColumns.text(value, target);
    }
    return converted(tryCast, value, from);
  }

  private static Column converted(Expression.TryCast tryCast, Column value, ColumnType from) {
    DataType target = SparkTypes.of(tryCast.target());
    return switch (from) {
      case NUMBER ->
          Binding.let(
              tryCast.value(), value, x -> CastColumns.integer(x, each -> each.try_cast(target)));
      case TIMESTAMP -> CastColumns.day(value);
      case DATE ->
          tryCast.target() == ColumnType.TIMESTAMP
              ? CastColumns.midnight(value)
              : value.try_cast(target);
      default -> value.try_cast(target);
    };
  }

  @Override
  public Column call(Expression.Call call) {
    return calls.call(call);
  }
}
