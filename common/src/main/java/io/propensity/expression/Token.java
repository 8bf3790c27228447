package io.propensity.expression;

/**
 * A word, sign or literal of the text.
 *
 * @param text a word or number as written, a sign, or what stands between quotes, unescaped
 */
record Token(Kind kind, String text, Position at) {

  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    INTEGER,
    NUMBER,
    SIGN,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** For messages: what was found. */
  String found() {
    return switch (kind) {
      case END -> "the end";
      case STRING -> "the text " + Quoted.text(text);
      case QUOTED_NAME -> "the name " + Quoted.text(text);
      default -> Quoted.text(text);
    };
  }
}
