package io.propensity.expression;

/**
 * Where in the text a part of an expression stands, counted in characters (code points) from 1; 0
 * when it was not parsed from a text. All positions are equal to each other, so that two
 * expressions are equal when they say the same, wherever it stands.
 */
public final class Position {

  /** The position of what was not parsed from a text. */
  public static final Position NONE = new Position(0);

  private final int character;

  private Position(int character) {
    this.character = character;
  }

  static Position of(int character) {
    return new Position(character);
  }

  public int character() {
    return character;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return Integer.toString(character);
  }
}
