package io.propensity.sql;

/** LIKE by trying every way. */
final class LikeMatch {

  private LikeMatch() {}

  static boolean matches(String text, String pattern) {
    return matches(text.codePoints().toArray(), 0, pattern.codePoints().toArray(), 0);
  }

  private static boolean matches(int[] text, int t, int[] pattern, int p) {
    if (p == pattern.length) {
      return t == text.length;
    }
    if (pattern[p] == '%') {
      return matches(text, t, pattern, p + 1)
          || (t < text.length && matches(text, t + 1, pattern, p));
    }
    boolean escaped = pattern[p] == '\\';
    int wanted = pattern[escaped ? p + 1 : p];
    boolean fits = t < text.length && (text[t] == wanted || (!escaped && wanted == '_'));
    return fits && matches(text, t + 1, pattern, p + (escaped ? 2 : 1));
  }
}
