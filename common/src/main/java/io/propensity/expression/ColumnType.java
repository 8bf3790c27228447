package io.propensity.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.propensity.run.ContractException;
import java.util.Locale;

/**
 * The types of the expression language, of a model's inputs and of its features. Every engine
 * carries INTEGER as 64-bit signed and NUMBER as IEEE 754 double, whatever narrower or decimal type
 * a table stores.
 */
public enum ColumnType {
  BOOLEAN,
  INTEGER,
  NUMBER,
  STRING,
  DATE,
  /** An instant; UTC wherever it is taken apart. */
  TIMESTAMP;

  /** The name in JSON and in messages: {@code integer}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static ColumnType of(String label) {
    for (ColumnType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new ContractException(
        "Type '%s' is unknown; the types are boolean, integer, number, string, date, timestamp"
            .formatted(label));
  }

  /**
   * Whether a column of this type can stand where {@code wanted} is declared, without loss of
   * meaning.
   */
  public boolean standsFor(ColumnType wanted) {
    return this == wanted || (this == INTEGER && wanted == NUMBER);
  }
}
