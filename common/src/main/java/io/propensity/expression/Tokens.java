package io.propensity.expression;

import io.propensity.expression.Token.Kind;
import java.util.List;
import java.util.Optional;

/** The tokens still to be read, and how deeply what is being read is nested. */
final class Tokens {

  private final List<Token> all;
  private int next;
  private int depth;

  Tokens(List<Token> all) {
    this.all = all;
  }

  Token peek() {
    return all.get(next);
  }

  Token peekAfter() {
    return all.get(Math.min(next + 1, all.size() - 1));
  }

  Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }

  Optional<Token> takeSign(String sign) {
    return peek().isSign(sign) ? Optional.of(take()) : Optional.empty();
  }

  Optional<Token> takeWord(String word) {
    return peek().isWord(word) ? Optional.of(take()) : Optional.empty();
  }

  Token requireSign(String sign, String where) {
    return takeSign(sign).orElseThrow(() -> unexpected("'" + sign + "' " + where));
  }

  Token requireWord(String word, String where) {
    return takeWord(word).orElseThrow(() -> unexpected(word + " " + where));
  }

  /** What was wanted, and what stands there instead. */
  ExpressionException unexpected(String wanted) {
    Token token = peek();
    String reason =
        (token.kind() == Kind.WORD ? Refusals.ofWord(token.text()) : Optional.<String>empty())
            .orElseGet(() -> "expected %s but found %s".formatted(wanted, token.found()));
    return new ExpressionException(token.at(), reason);
  }

  /** Goes down by so many levels; {@link #leave} comes up again. */
  void enter(int levels, Position at) {
    depth += levels;
    // A level of the tree takes at most a parenthesis and a prefix of its own.
    if (levels > Limits.DEPTH || depth > 2 * Limits.DEPTH) {
      throw Limits.tooDeep(at);
    }
  }

  void leave(int levels) {
    depth -= levels;
  }
}
