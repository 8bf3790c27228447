package io.propensity.expression;

/** What arithmetic is done; an INTEGER result beyond 64 bits and a division by zero are NULL. */
public enum ArithmeticOperator {
  PLUS("+", false),
  MINUS("-", false),
  TIMES("*", true),
  /** Always NUMBER. */
  DIVIDED_BY("/", true),
  /** The remainder, with the sign of the dividend. */
  MODULO("%", true);

  private final String symbol;
  private final boolean product;

  ArithmeticOperator(String symbol, boolean product) {
    this.symbol = symbol;
    this.product = product;
  }

  public String symbol() {
    return symbol;
  }

  /** Whether it binds as tightly as {@code *}. */
  boolean product() {
    return product;
  }
}
