package io.propensity.sql;

import io.propensity.expression.ArithmeticOperator;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Expression;
import io.propensity.expression.LogicOperator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Chains of any length as plans of little depth: Spark walks a plan by recursion. */
final class Chains {

  /** Steps that are nested in each other at most; longer chains are folded over an array. */
  private static final int NESTED = 8;

  /** Levels of the plan that chains within chains may take: more would exhaust Spark's stack. */
  private static final int LEVELS = 128;

  /** One step of arithmetic, its operand of the chain's type. */
  record Step(ArithmeticOperator operator, Column operand) {}

  private final int longest;

  /** Of one expression: the more levels it has, the shorter are the chains that are nested. */
  Chains(Expression expression) {
    this.longest = Math.min(NESTED, LEVELS / height(expression));
  }

  private static int height(Expression expression) {
    return 1 + expression.children().stream().mapToInt(Chains::height).max().orElse(0);
  }

  /** A balanced tree: AND and OR do not ask in which order they are applied. */
  static Column logic(LogicOperator operator, List<Column> parts) {
    int size = parts.size();
    if (size == 1) {
      return parts.get(0);
    }
    Column left = logic(operator, parts.subList(0, size / 2));
    Column right = logic(operator, parts.subList(size / 2, size));
    return operator == LogicOperator.AND ? left.and(right) : left.or(right);
  }

  /** Arithmetic from left to right. */
  Column arithmetic(Column first, List<Step> steps, ColumnType type) {
    return steps.size() > longest ? folded(first, steps, type) : nested(first, steps);
  }

  private static Column nested(Column first, List<Step> steps) {
    Column result = first;
    for (Step step : steps) {
      result = apply(step.operator(), result, step.operand());
    }
    return result;
  }

  private static Column folded(Column first, List<Step> steps, ColumnType type) {
    Column[] pairs =
        steps.stream()
            .map(step -> functions.array(step.operand(), code(step.operator(), type)))
            .toArray(Column[]::new);
    // Only those that are there: '/' of whole numbers would be of another type.
    Set<ArithmeticOperator> operators =
        steps.stream().map(Step::operator).collect(Collectors.toCollection(TreeSet::new));
    return functions.aggregate(
        functions.array(pairs), first, (result, pair) -> next(operators, result, pair, type));
  }

  private static Column next(
      Set<ArithmeticOperator> operators, Column result, Column pair, ColumnType type) {
    Column operator = functions.element_at(pair, functions.lit(2));
    Column next = functions.lit(null);
    for (ArithmeticOperator each : operators) {
      Column applied = apply(each, result, functions.element_at(pair, functions.lit(1)));
      next = functions.when(operator.equalTo(code(each, type)), applied).otherwise(next);
    }
    return next;
  }

  /** An operator as a number of the chain's type, so that an array holds it and its operand. */
  private static Column code(ArithmeticOperator operator, ColumnType type) {
    long code = operator.symbol().charAt(0);
    return type == ColumnType.INTEGER ? functions.lit(code) : functions.lit((double) code);
  }

  static Column apply(ArithmeticOperator operator, Column left, Column right) {
    return switch (operator) {
      case PLUS -> functions.try_add(left, right);
      case MINUS -> functions.try_subtract(left, right);
      case TIMES -> functions.try_multiply(left, right);
      case DIVIDED_BY -> functions.try_divide(left, right);
      case MODULO -> functions.try_mod(left, right);
    };
  }
}
