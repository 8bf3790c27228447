package io.propensity.api.campaign;

/** Text as it is compared in a search without regard to case. */
final class FoldedName {

  private FoldedName() {}

  /**
   * Each character by itself: a part of a name folds as it does within the name, where a sigma at
   * the end of a word would not.
   */
  static String of(String text) {
    return text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
