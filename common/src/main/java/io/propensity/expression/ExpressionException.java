package io.propensity.expression;

/**
 * An expression is refused. The message says where and why: {@code at character 17: function
 * 'reflect' is not allowed; the functions are ...}.
 */
public final class ExpressionException extends RuntimeException {

  private final int position;
  private final String reason;

  public ExpressionException(Position position, String reason) {
    super(position.character() > 0 ? "at character " + position + ": " + reason : reason);
    this.position = position.character();
    this.reason = reason;
  }

  /** The character (code point) that it stands at, from 1; 0 when that is not known. */
  public int position() {
    return position;
  }

  /** The message without the position. */
  public String reason() {
    return reason;
  }
}
