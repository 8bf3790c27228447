package io.propensity.expression;

import java.util.Locale;

/** Which characters a text may hold: none that cannot be seen or that looks like another. */
final class Characters {

  private Characters() {}

  /** Refuses a text that is too long or holds an invisible character, even inside quotes. */
  static void check(String text) {
    checkLength(text);
    int position = 1;
    for (int i = 0; i < text.length(); position++) {
      int character = text.codePointAt(i);
      String kind = invisible(character);
      if (!kind.isEmpty()) {
        throw new ExpressionException(
            Position.of(position), "%s %s is not allowed".formatted(kind, name(character)));
      }
      i += Character.charCount(character);
    }
  }

  private static void checkLength(String text) {
    // The characters are counted first: a text of any length is refused at once.
    if (text.length() > Limits.BYTES || utf8Length(text) > Limits.BYTES) {
      throw new ExpressionException(
          Position.NONE,
          "the expression is longer than the %,d bytes that are allowed".formatted(Limits.BYTES));
    }
  }

  private static int utf8Length(String text) {
    return text.codePoints().map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4).sum();
  }

  private static String invisible(int character) {
    if (isSpace(character)) {
      return "";
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL -> "control character";
      case Character.FORMAT -> "invisible character";
      case Character.SURROGATE -> "half of a surrogate pair";
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "line separator";
      default -> isFiller(character) ? "invisible character" : "";
    };
  }

  private static boolean isFiller(int character) {
    return character == 0x034f // combining grapheme joiner
        || character == 0x115f
        || character == 0x1160
        || character == 0x3164
        || character == 0xffa0; // Hangul fillers
  }

  /** White space between words. */
  static boolean isSpace(int character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  static boolean startsWord(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || character == '_';
  }

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  static boolean continuesWord(int character) {
    return startsWord(character) || isDigit(character);
  }

  /** {@code U+0430 (CYRILLIC SMALL LETTER A)}. */
  static String name(int character) {
    String code = String.format(Locale.ROOT, "U+%04X", character);
    String name = Character.getName(character);
    return name == null ? code : code + " (" + name + ")";
  }
}
