package io.propensity.expression;

/** Pieces of a user's text inside a message: quoted, and cut where they are long. */
final class Quoted {

  private static final int LONGEST = 60;

  private Quoted() {}

  static String text(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return "'" + text + "'";
    }
    return "'" + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...'";
  }
}
