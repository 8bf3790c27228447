package io.propensity.expression;

import static io.propensity.expression.ColumnType.BOOLEAN;
import static io.propensity.expression.ColumnType.DATE;
import static io.propensity.expression.ColumnType.INTEGER;
import static io.propensity.expression.ColumnType.NUMBER;
import static io.propensity.expression.ColumnType.STRING;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions that an expression may call: Spark SQL's names, pure, total, and without a clock
 * but for the day of the run. What each does is in {@code docs/expressions.md}.
 */
public enum Function {
  LOWER(STRING, Parameter.STRING),
  UPPER(STRING, Parameter.STRING),
  TRIM(STRING, Parameter.STRING),
  LENGTH(INTEGER, Parameter.STRING),
  SUBSTRING(2, false, STRING, Parameter.STRING, Parameter.FROM, Parameter.COUNT),
  CONCAT(1, true, STRING, Parameter.STRING),
  CONTAINS(BOOLEAN, Parameter.STRING, Parameter.STRING),
  STARTSWITH(BOOLEAN, Parameter.STRING, Parameter.STRING),
  ENDSWITH(BOOLEAN, Parameter.STRING, Parameter.STRING),
  COALESCE(1, true, null, Parameter.SAME),
  NULLIF(null, Parameter.SAME, Parameter.SAME),
  IF(null, Parameter.BOOLEAN, Parameter.SAME, Parameter.SAME),
  LEAST(2, true, null, Parameter.ORDERED),
  GREATEST(2, true, null, Parameter.ORDERED),
  ABS(null, Parameter.NUMERIC),
  ROUND(1, false, null, Parameter.NUMERIC, Parameter.DECIMALS),
  FLOOR(INTEGER, Parameter.NUMBER),
  CEIL(INTEGER, Parameter.NUMBER),
  SQRT(NUMBER, Parameter.NUMBER),
  EXP(NUMBER, Parameter.NUMBER),
  LN(NUMBER, Parameter.NUMBER),
  LOG10(NUMBER, Parameter.NUMBER),
  POWER(NUMBER, Parameter.NUMBER, Parameter.NUMBER),
  YEAR(INTEGER, Parameter.DATE_OR_TIMESTAMP),
  MONTH(INTEGER, Parameter.DATE_OR_TIMESTAMP),
  DAY(INTEGER, Parameter.DATE_OR_TIMESTAMP),
  DAYOFWEEK(INTEGER, Parameter.DATE_OR_TIMESTAMP),
  HOUR(INTEGER, Parameter.TIMESTAMP),
  TO_DATE(DATE, Parameter.TIMESTAMP),
  DATE_ADD(DATE, Parameter.DATE, Parameter.INTEGER),
  DATEDIFF(INTEGER, Parameter.DATE, Parameter.DATE),
  CURRENT_DATE(DATE);

  private final int required;
  private final boolean repeats;
  private final @Nullable ColumnType result;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Parameter> parameters;

  Function(@Nullable ColumnType result, Parameter... parameters) {
    this(parameters.length, false, result, parameters);
  }

  /**
   * @param repeats whether the last parameter may be given any number of times
   * @param result null when it is the type of the arguments
   */
  Function(int required, boolean repeats, @Nullable ColumnType result, Parameter... parameters) {
    this.required = required;
    this.repeats = repeats;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  /** The name in an expression: {@code date_add}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name, parameters and result: {@code round(numeric [, decimals]) -> numeric}. */
  public String signature() {
    StringBuilder text = new StringBuilder(label()).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      boolean optional = i >= required;
      text.append(optional ? " [" : "").append(i > 0 ? ", " : "");
      text.append(parameters.get(i).label()).append(optional ? "]" : "");
    }
    String given = result != null ? result.label() : sharedLabel();
    return text.append(repeats ? ", ...) -> " : ") -> ").append(given).toString();
  }

  private String sharedLabel() {
    return parameters.stream().filter(Parameter::shared).findFirst().orElseThrow().label();
  }

  static Optional<Function> named(String name) {
    return Arrays.stream(values()).filter(f -> f.label().equalsIgnoreCase(name)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Function::label).sorted().collect(Collectors.toList());
  }

  boolean takes(int arguments) {
    return arguments >= required && (repeats || arguments <= parameters.size());
  }

  Parameter parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /** The type of the result; null when it is the type of the arguments. */
  @Nullable ColumnType result() {
    return result;
  }
}
