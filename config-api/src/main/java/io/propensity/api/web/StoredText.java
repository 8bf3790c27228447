package io.propensity.api.web;

/** Text as PostgreSQL keeps it: neither with U+0000 nor with half a character. */
public final class StoredText {

  private StoredText() {}

  public static boolean canBe(String text) {
    return text.codePoints().allMatch(StoredText::canBe);
  }

  public static boolean canBe(int character) {
    return character != 0 && Character.getType(character) != Character.SURROGATE;
  }
}
