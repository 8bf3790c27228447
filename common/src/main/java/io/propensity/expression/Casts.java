package io.propensity.expression;

import static io.propensity.expression.ColumnType.BOOLEAN;
import static io.propensity.expression.ColumnType.DATE;
import static io.propensity.expression.ColumnType.INTEGER;
import static io.propensity.expression.ColumnType.NUMBER;
import static io.propensity.expression.ColumnType.STRING;
import static io.propensity.expression.ColumnType.TIMESTAMP;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which type converts to which: only where every engine agrees on the result. */
final class Casts {

  private static final Map<ColumnType, Set<ColumnType>> ALLOWED =
      Map.of(
          BOOLEAN, EnumSet.of(BOOLEAN, INTEGER, NUMBER, STRING),
          INTEGER, EnumSet.of(INTEGER, NUMBER, STRING),
          NUMBER, EnumSet.of(NUMBER, INTEGER),
          STRING, EnumSet.allOf(ColumnType.class),
          DATE, EnumSet.of(DATE, TIMESTAMP, STRING),
          TIMESTAMP, EnumSet.of(TIMESTAMP, DATE));

  private Casts() {}

  /** Why a conversion is not allowed. */
  static Optional<String> refusal(ColumnType from, ColumnType to) {
    if (ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
      return Optional.empty();
    }
    return Optional.of(
        "try_cast does not convert %s to %s%s"
            .formatted(from.label(), to.label(), advice(from, to)));
  }

  private static String advice(ColumnType from, ColumnType to) {
    if (to == BOOLEAN) {
      return "; write a comparison, e.g. x <> 0";
    }
    if (from == NUMBER && to == STRING) {
      return "; how a number is written differs between engines: convert it to BIGINT first";
    }
    if (from == TIMESTAMP) {
      return "; take it apart with to_date, year, month, day and hour";
    }
    return "";
  }
}
