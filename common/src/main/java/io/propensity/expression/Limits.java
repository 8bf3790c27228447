package io.propensity.expression;

/** The limits of one expression; what is within them is parsed in linear time and little stack. */
public final class Limits {

  /** Bytes of UTF-8. */
  public static final int BYTES = 16 * 1024;

  /** Levels of the tree; twice as many parentheses, CASEs and prefixes may be open at once. */
  public static final int DEPTH = 64;

  /** Items of one IN list. */
  public static final int IN_ITEMS = 1_000;

  /** {@code %} and {@code _} of one LIKE pattern. */
  public static final int WILDCARDS = 64;

  private Limits() {}

  static ExpressionException tooDeep(Position at) {
    return new ExpressionException(
        at, "nested deeper than the " + DEPTH + " levels that are allowed");
  }
}
