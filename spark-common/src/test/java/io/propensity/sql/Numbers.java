package io.propensity.sql;

import io.propensity.expression.ArithmeticOperator;
import java.util.Optional;

/** Arithmetic that is NULL where it has no result. */
final class Numbers {

  private Numbers() {}

  static Object number(Object value) {
    return value instanceof Long whole ? (Object) (double) whole : value;
  }

  static Optional<Object> apply(ArithmeticOperator operator, Object left, Object right) {
    return left instanceof Long l && right instanceof Long r
        ? whole(operator, l, r)
        : decimal(operator, (Double) left, (Double) right);
  }

  private static Optional<Object> whole(ArithmeticOperator operator, long left, long right) {
    try {
      return switch (operator) {
        case PLUS -> Optional.of(Math.addExact(left, right));
        case MINUS -> Optional.of(Math.subtractExact(left, right));
        case TIMES -> Optional.of(Math.multiplyExact(left, right));
        case MODULO -> Optional.of(left % right);
        case DIVIDED_BY -> throw new IllegalStateException("'/' is of numbers");
      };
    } catch (ArithmeticException none) {
      return Optional.empty();
    }
  }

  private static Optional<Object> decimal(ArithmeticOperator operator, double left, double right) {
    return switch (operator) {
      case PLUS -> Optional.of(left + right);
      case MINUS -> Optional.of(left - right);
      case TIMES -> Optional.of(left * right);
      case DIVIDED_BY -> right == 0 ? Optional.empty() : Optional.of(left / right);
      case MODULO -> right == 0 ? Optional.empty() : Optional.of(left % right);
    };
  }
}
