package io.propensity.expression;

/** Refuses a tree of too many levels; the parser has already kept it from being very deep. */
final class Depth {

  private Depth() {}

  static void check(Expression expression) {
    check(expression, 1);
  }

  private static void check(Expression expression, int depth) {
    if (depth > Limits.DEPTH) {
      throw Limits.tooDeep(expression.at());
    }
    expression.children().forEach(child -> check(child, depth + 1));
  }
}
