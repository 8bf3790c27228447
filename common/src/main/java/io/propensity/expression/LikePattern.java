package io.propensity.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A LIKE pattern: {@code %} is any text, {@code _} any one character, a backslash takes {@code %},
 * {@code _} or a backslash as it is. Matched by a regular expression that does not backtrack from
 * one {@code %} into another, so that no pattern takes more than text times pattern steps.
 *
 * @param text the pattern as written
 */
public record LikePattern(String text) {

  /** The kinds of pattern that need no regular expression. */
  public enum Shape {
    EQUALS,
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS,
    OTHER
  }

  /** A {@code %}, a {@code _} or one character. */
  private record Piece(int character) {
    static final int ANY_TEXT = -1;
    static final int ANY_CHARACTER = -2;

    boolean anyText() {
      return character == ANY_TEXT;
    }
  }

  /**
   * Refuses a pattern with a bad escape or too many wildcards.
   *
   * @throws IllegalArgumentException with the reason
   */
  public LikePattern {
    long wildcards = pieces(text).stream().filter(piece -> piece.character() < 0).count();
    if (wildcards > Limits.WILDCARDS) {
      throw new IllegalArgumentException(
          "a LIKE pattern has at most %d wildcards, this one has %d"
              .formatted(Limits.WILDCARDS, wildcards));
    }
  }

  public Shape shape() {
    List<Piece> pieces = pieces(text);
    int last = pieces.size() - 1;
    boolean open = last >= 0 && pieces.get(0).anyText();
    boolean ended = last < 0 || !pieces.get(last).anyText();
    boolean plain =
        pieces.subList(open ? 1 : 0, ended || last == 0 ? last + 1 : last).stream()
            .allMatch(piece -> piece.character() >= 0);
    if (!plain) {
      return Shape.OTHER;
    }
    if (open) {
      return ended ? Shape.ENDS_WITH : Shape.CONTAINS;
    }
    return ended ? Shape.EQUALS : Shape.STARTS_WITH;
  }

  /** The text that a pattern of any shape but OTHER asks for. */
  public String plainText() {
    StringBuilder plain = new StringBuilder();
    for (Piece piece : pieces(text)) {
      if (piece.character() >= 0) {
        plain.appendCodePoint(piece.character());
      }
    }
    return plain.toString();
  }

  /** An equivalent for {@link java.util.regex}, anchored at both ends. */
  public String regex() {
    List<List<Piece>> parts = partsBetweenAnyText();
    StringBuilder regex = new StringBuilder("(?s)\\A");
    append(regex, parts.get(0));
    for (List<Piece> part : parts.subList(1, Math.max(1, parts.size() - 1))) {
      if (!part.isEmpty()) {
        // The first place where a part fits is as good as any later one: never come back to it.
        append(regex.append("(?>.*?"), part);
        regex.append(')');
      }
    }
    if (parts.size() > 1) {
      append(regex.append(".*"), parts.get(parts.size() - 1));
    }
    return regex.append("\\z").toString();
  }

  private List<List<Piece>> partsBetweenAnyText() {
    List<List<Piece>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    for (Piece piece : pieces(text)) {
      if (piece.anyText()) {
        parts.add(new ArrayList<>());
      } else {
        parts.get(parts.size() - 1).add(piece);
      }
    }
    return parts;
  }

  private static void append(StringBuilder regex, List<Piece> part) {
    for (Piece piece : part) {
      int character = piece.character();
      if (character == Piece.ANY_CHARACTER) {
        regex.append('.');
      } else if (character < 0x80 && !Character.isLetterOrDigit(character)) {
        regex.append('\\').append((char) character);
      } else {
        regex.appendCodePoint(character);
      }
    }
  }

  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      pieces.add(
          switch (characters[i]) {
            case '%' -> new Piece(Piece.ANY_TEXT);
            case '_' -> new Piece(Piece.ANY_CHARACTER);
            case '\\' -> escaped(characters, ++i);
            default -> new Piece(characters[i]);
          });
    }
    return pieces;
  }

  private static Piece escaped(int[] characters, int i) {
    if (i < characters.length && "%_\\".indexOf(characters[i]) >= 0) {
      return new Piece(characters[i]);
    }
    throw new IllegalArgumentException(
        "in a LIKE pattern a backslash stands before %, _ or another backslash; a backslash as such is"
            + " written twice");
  }
}
