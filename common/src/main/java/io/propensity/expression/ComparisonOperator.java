package io.propensity.expression;

/** How two values are compared. */
public enum ComparisonOperator {
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  /** Equal or both NULL; itself never NULL. */
  SAME("<=>");

  private final String symbol;

  ComparisonOperator(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }

  /** Whether it asks for an order and not only for equality. */
  boolean orders() {
    return this != EQUAL && this != NOT_EQUAL && this != SAME;
  }
}
