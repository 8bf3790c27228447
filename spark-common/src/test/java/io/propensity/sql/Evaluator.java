package io.propensity.sql;

import io.propensity.expression.ArithmeticOperator;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionVisitor;
import io.propensity.expression.LogicOperator;
import io.propensity.expression.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of expressions, written down a second time and without an engine: what Spark is held
 * to. Values are Boolean, Long, Double, String, LocalDate and Instant; empty is NULL.
 */
final class Evaluator implements ExpressionVisitor<Optional<Object>> {

  private static final Optional<Object> NULL = Optional.empty();

  private final Types types;
  private final Map<String, Object> row;
  private final ReferenceFunctions functions;

  Evaluator(Types types, Map<String, Object> row, LocalDate runDate) {
    this.types = types;
    this.row = row;
    this.functions = new ReferenceFunctions(runDate);
  }

  /** The value as a type: a whole number where a number is wanted becomes one. */
  Optional<Object> value(Expression part, @Nullable ColumnType wanted) {
    Optional<Object> value = part.accept(this);
    return value.map(
        v -> wanted == ColumnType.NUMBER && v instanceof Long n ? (Object) (double) n : v);
  }

  private @Nullable ColumnType common(List<Expression> parts) {
    return types.common(parts).orElse(null);
  }

  private @Nullable ColumnType type(Expression part) {
    return types.of(part).orElse(null);
  }

  @Override
  public Optional<Object> columnName(Expression.ColumnName column) {
    return Optional.ofNullable(row.get(column.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<Object> literal(Expression.Literal literal) {
    return Optional.of(literal.value());
  }

  @Override
  public Optional<Object> nullLiteral(Expression.Null literal) {
    return NULL;
  }

  @Override
  public Optional<Object> negation(Expression.Negation negation) {
    return value(negation.operand(), type(negation))
        .flatMap(
            v ->
                v instanceof Double d
                    ? Optional.of(-d)
                    : Numbers.apply(ArithmeticOperator.MINUS, 0L, v));
  }

  @Override
  public Optional<Object> arithmetic(Expression.Arithmetic arithmetic) {
    ColumnType type = types.of(arithmetic.first()).orElse(ColumnType.INTEGER);
    Optional<Object> result = value(arithmetic.first(), type);
    for (Expression.Arithmetic.Step step : arithmetic.steps()) {
      ColumnType next = types.after(type, step);
      Optional<Object> left = result.map(v -> next == ColumnType.NUMBER ? Numbers.number(v) : v);
      Optional<Object> right = value(step.operand(), next);
      result = left.flatMap(l -> right.flatMap(r -> Numbers.apply(step.operator(), l, r)));
      type = next;
    }
    return result;
  }

  @Override
  public Optional<Object> comparison(Expression.Comparison comparison) {
    ColumnType type = common(comparison.children());
    Optional<Object> left = value(comparison.left(), type);
    Optional<Object> right = value(comparison.right(), type);
    if (comparison.operator().symbol().equals("<=>")) {
      boolean both = left.isPresent() && right.isPresent();
      return Optional.of(both ? order(left, right).orElseThrow() == 0 : left.equals(right));
    }
    return order(left, right)
        .map(
            order ->
                switch (comparison.operator()) {
                  case EQUAL, SAME -> order == 0;
                  case NOT_EQUAL -> order != 0;
                  case LESS -> order < 0;
                  case LESS_OR_EQUAL -> order <= 0;
                  case GREATER -> order > 0;
                  case GREATER_OR_EQUAL -> order >= 0;
                });
  }

  private static Optional<Integer> order(Optional<Object> left, Optional<Object> right) {
    return left.flatMap(l -> right.map(r -> Order.compare(l, r)));
  }

  @Override
  public Optional<Object> logic(Expression.Logic logic) {
    return joined(
        logic.operands().stream().map(part -> value(part, ColumnType.BOOLEAN)).toList(),
        logic.operator());
  }

  private static Optional<Object> joined(List<Optional<Object>> values, LogicOperator operator) {
    boolean decisive = operator == LogicOperator.OR;
    if (values.contains(Optional.<Object>of(decisive))) {
      return Optional.of(decisive);
    }
    return values.contains(NULL) ? NULL : Optional.of(!decisive);
  }

  @Override
  public Optional<Object> not(Expression.Not not) {
    return negated(value(not.operand(), ColumnType.BOOLEAN), true);
  }

  private static Optional<Object> negated(Optional<Object> value, boolean negated) {
    return value.map(v -> v.equals(!negated));
  }

  @Override
  public Optional<Object> in(Expression.In in) {
    ColumnType type = common(in.children());
    Optional<Object> value = value(in.value(), type);
    List<Optional<Object>> equal = new ArrayList<>();
    for (Expression item : in.items()) {
      equal.add(order(value, value(item, type)).map(order -> order == 0));
    }
    return negated(joined(equal, LogicOperator.OR), in.negated());
  }

  @Override
  public Optional<Object> between(Expression.Between between) {
    ColumnType type = common(between.children());
    Optional<Object> value = value(between.value(), type);
    Optional<Object> above = order(value, value(between.low(), type)).map(order -> order >= 0);
    Optional<Object> below = order(value, value(between.high(), type)).map(order -> order <= 0);
    return negated(joined(List.of(above, below), LogicOperator.AND), between.negated());
  }

  @Override
  public Optional<Object> like(Expression.Like like) {
    return negated(
        value(like.value(), ColumnType.STRING)
            .map(text -> LikeMatch.matches((String) text, like.pattern().text())),
        like.negated());
  }

  @Override
  public Optional<Object> isNull(Expression.IsNull isNull) {
    return Optional.of(value(isNull.value(), null).isPresent() == isNull.negated());
  }

  @Override
  public Optional<Object> caseWhen(Expression.Case caseWhen) {
    Expression subject = caseWhen.subject();
    if (subject == null) {
      return branch(caseWhen, condition -> value(condition, null).equals(Optional.of(true)));
    }
    List<Expression> compared = new ArrayList<>(List.of(subject));
    caseWhen.branches().forEach(branch -> compared.add(branch.condition()));
    ColumnType type = common(compared);
    Optional<Object> value = value(subject, type);
    return branch(
        caseWhen, condition -> order(value, value(condition, type)).equals(Optional.of(0)));
  }

  private Optional<Object> branch(Expression.Case caseWhen, Predicate<Expression> holds) {
    for (Expression.Case.Branch branch : caseWhen.branches()) {
      if (holds.test(branch.condition())) {
        return value(branch.result(), type(caseWhen));
      }
    }
    Expression otherwise = caseWhen.otherwise();
    return otherwise == null ? NULL : value(otherwise, type(caseWhen));
  }

  @Override
  public Optional<Object> tryCast(Expression.TryCast tryCast) {
    return value(tryCast.value(), null).flatMap(v -> Conversions.convert(v, tryCast.target()));
  }

  @Override
  public Optional<Object> call(Expression.Call call) {
    List<Optional<Object>> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(value(argument, type(argument) == ColumnType.BOOLEAN ? null : type(call)));
    }
    return functions.call(call.function(), arguments);
  }
}
