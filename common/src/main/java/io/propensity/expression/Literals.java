package io.propensity.expression;

import io.propensity.expression.Token.Kind;
import java.time.Instant;

/** Literals from tokens; what does not fit its type is refused. */
final class Literals {

  private Literals() {}

  static Expression string(Token token) {
    return new Expression.Literal(ColumnType.STRING, token.text(), token.at());
  }

  static Expression number(Token token, String sign) {
    String text = sign + token.text();
    return token.kind() == Kind.INTEGER ? integer(text, token.at()) : decimal(text, token.at());
  }

  private static Expression integer(String text, Position at) {
    try {
      return new Expression.Literal(ColumnType.INTEGER, Long.valueOf(text), at);
    } catch (NumberFormatException outOfRange) {
      throw new ExpressionException(
          at,
          "integer %s is out of range: it has 64 bits; write a decimal (1e19) for a NUMBER"
              .formatted(Quoted.text(text)));
    }
  }

  private static Expression decimal(String text, Position at) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value) || (value == 0 && hasDigit(text))) {
      throw new ExpressionException(
          at, "number %s is out of the range of a double".formatted(Quoted.text(text)));
    }
    return new Expression.Literal(ColumnType.NUMBER, value, at);
  }

  /** Whether a number is written that is not zero. */
  private static boolean hasDigit(String text) {
    return text.chars().takeWhile(c -> c != 'e' && c != 'E').anyMatch(c -> c >= '1' && c <= '9');
  }

  static Expression moment(Token token, boolean date) {
    return date ? date(token) : timestamp(token);
  }

  private static Expression date(Token token) {
    return Texts.date(token.text())
        .map(day -> new Expression.Literal(ColumnType.DATE, day, token.at()))
        .orElseThrow(
            () ->
                new ExpressionException(
                    token.at(),
                    "%s is no day of the calendar of the form 'yyyy-MM-dd'"
                        .formatted(Quoted.text(token.text()))));
  }

  private static Expression timestamp(Token token) {
    Instant instant =
        Texts.timestamp(token.text())
            .orElseThrow(
                () ->
                    new ExpressionException(
                        token.at(),
                        ("%s is no time of the form 'yyyy-MM-dd HH:mm:ss', with up to 6 decimals and Z or"
                                + " an offset such as +02:00 (UTC without one)")
                            .formatted(Quoted.text(token.text()))));
    if (instant.isBefore(Texts.FIRST_INSTANT) || !instant.isBefore(Texts.END_OF_INSTANTS)) {
      throw new ExpressionException(
          token.at(),
          "%s is out of range in UTC: a TIMESTAMP is from 0001-01-01 00:00:00Z to 9999-12-31 23:59:59.999999Z"
              .formatted(Quoted.text(token.text())));
    }
    return new Expression.Literal(ColumnType.TIMESTAMP, instant, token.at());
  }
}
