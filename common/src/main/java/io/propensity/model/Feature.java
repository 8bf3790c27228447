package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.expression.ColumnType;
import io.propensity.run.ContractException;
import java.io.Serializable;

/**
 * One feature of a model: an input or a derived column, and how the model takes it. A numeric one
 * is boolean (0 or 1), integer or number, NULL being NaN; a categorical one is string, boolean,
 * integer or date, written as {@link CategoryText}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Feature(String name, ColumnType type, Kind kind) implements Serializable {

  /** How a model takes a feature. */
  public enum Kind {
    @JsonProperty("numeric")
    NUMERIC,
    @JsonProperty("categorical")
    CATEGORICAL
  }

  public Feature {
    if (!accepts(kind, type)) {
      throw new ContractException(
          kind == Kind.NUMERIC
              ? ("Numeric feature '%s' is %s; it must be boolean, integer or number: derive one with an"
                      + " expression, e.g. try_cast(%s AS DOUBLE)")
                  .formatted(name, type.label(), name)
              : ("Categorical feature '%s' is %s; it must be string, boolean, integer or date: list it as"
                      + " numeric, or derive one of those")
                  .formatted(name, type.label()));
    }
  }

  private static boolean accepts(Kind kind, ColumnType type) {
    return switch (type) {
      // A category that is a number occurs in models that were trained elsewhere.
      case BOOLEAN, INTEGER, NUMBER -> true;
      case STRING, DATE -> kind == Kind.CATEGORICAL;
      case TIMESTAMP -> false;
    };
  }
}
