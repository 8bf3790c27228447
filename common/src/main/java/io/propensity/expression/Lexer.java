package io.propensity.expression;

import io.propensity.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens in one pass, and refuses every sign that is none of the language. */
final class Lexer {

  /** Longer ones first. */
  private static final List<String> SIGNS =
      List.of(
          "<=>", "<=", ">=", "<>", "!=", "==", "||", "(", ")", ",", "+", "-", "*", "/", "%", "=",
          "<", ">");

  private static final List<String> REFUSED_PAIRS = List.of("--", "/*", "::", "->", "=>");

  private final String text;
  private int index;
  private int surrogatePairs;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of a text, END last. */
  static List<Token> tokens(String text) {
    Characters.check(text);
    return new Lexer(text).all();
  }

  private List<Token> all() {
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  private Token next() {
    while (Characters.isSpace(peek(0))) {
      index++;
    }
    Position at = position();
    int c = peek(0);
    if (c < 0) {
      return new Token(Kind.END, "", at);
    }
    if (Characters.startsWord(c)) {
      return new Token(Kind.WORD, word(), at);
    }
    if (Characters.isDigit(c)) {
      return number(at);
    }
    return switch (c) {
      case '\'' -> new Token(Kind.STRING, quoted('\'', at), at);
      case '`', '"' -> name(quoted((char) c, at), at);
      default -> sign(at);
    };
  }

  private static Token name(String name, Position at) {
    if (name.isEmpty()) {
      throw new ExpressionException(at, "a name between quotes is empty");
    }
    return new Token(Kind.QUOTED_NAME, name, at);
  }

  private String word() {
    int start = index;
    while (Characters.continuesWord(peek(0))) {
      index++;
    }
    return text.substring(start, index);
  }

  private Token number(Position at) {
    int start = index;
    digits();
    boolean whole = true;
    if (peek(0) == '.' && Characters.isDigit(peek(1))) {
      index++;
      digits();
      whole = false;
    }
    if (startsExponent()) {
      index += Characters.isDigit(peek(1)) ? 1 : 2;
      digits();
      whole = false;
    }
    if (Characters.continuesWord(peek(0))) {
      word();
      throw new ExpressionException(
          at, Quoted.text(text.substring(start, index)) + " is neither a number nor a name");
    }
    return new Token(whole ? Kind.INTEGER : Kind.NUMBER, text.substring(start, index), at);
  }

  private void digits() {
    while (Characters.isDigit(peek(0))) {
      index++;
    }
  }

  private boolean startsExponent() {
    boolean e = peek(0) == 'e' || peek(0) == 'E';
    boolean signed = peek(1) == '+' || peek(1) == '-';
    return e && Characters.isDigit(peek(signed ? 2 : 1));
  }

  /** Reads up to the closing quote; a doubled quote is one. */
  private String quoted(char quote, Position at) {
    StringBuilder content = new StringBuilder();
    index++;
    while (peek(0) >= 0) {
      char c = text.charAt(index++);
      if (c == quote && peek(0) != quote) {
        return content.toString();
      }
      if (c == quote) {
        index++;
      }
      content.append(quotedCharacter(c));
    }
    throw new ExpressionException(at, "the quote " + quote + " is not closed");
  }

  private char quotedCharacter(char c) {
    if (c < ' ') {
      throw new ExpressionException(
          Position.of(position().character() - 1),
          "control character " + Characters.name(c) + " is not allowed between quotes");
    }
    if (Character.isLowSurrogate(c)) {
      surrogatePairs++;
    }
    return c;
  }

  private Token sign(Position at) {
    REFUSED_PAIRS.stream().filter(this::stands).findFirst().ifPresent(pair -> refuse(pair, at));
    for (String sign : SIGNS) {
      if (stands(sign)) {
        index += sign.length();
        return new Token(Kind.SIGN, sign, at);
      }
    }
    refuse(Character.toString(text.codePointAt(index)), at);
    throw new IllegalStateException("unreachable");
  }

  private boolean stands(String sign) {
    return text.startsWith(sign, index);
  }

  private static void refuse(String sign, Position at) {
    throw new ExpressionException(
        at,
        Refusals.ofSign(sign)
            .orElseGet(
                () ->
                    "character %s is not allowed outside quotes"
                        .formatted(Characters.name(sign.codePointAt(0)))));
  }

  private int peek(int ahead) {
    return index + ahead < text.length() ? text.charAt(index + ahead) : -1;
  }

  private Position position() {
    return Position.of(index - surrogatePairs + 1);
  }
}
