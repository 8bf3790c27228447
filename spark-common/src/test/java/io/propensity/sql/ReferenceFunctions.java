package io.propensity.sql;

import io.propensity.expression.ArithmeticOperator;
import io.propensity.expression.Function;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions of the allow-list, by value. */
final class ReferenceFunctions {

  private static final Optional<Object> NULL = Optional.empty();

  private final LocalDate runDate;

  ReferenceFunctions(LocalDate runDate) {
    this.runDate = runDate;
  }

  Optional<Object> call(Function function, List<Optional<Object>> arguments) {
    Stream<Object> present = arguments.stream().flatMap(Optional::stream);
    Comparator<Object> order = Order::compare;
    return switch (function) {
      case COALESCE -> present.findFirst();
      case LEAST -> present.min(order);
      case GREATEST -> present.max(order);
      case NULLIF -> nullIf(arguments.get(0), arguments.get(1));
      case IF -> arguments.get(arguments.get(0).equals(Optional.of(true)) ? 1 : 2);
      default -> {
        List<Object> values = present.toList();
        yield values.size() == arguments.size() ? ofValues(function, values) : NULL;
      }
    };
  }

  private static Optional<Object> nullIf(Optional<Object> value, Optional<Object> other) {
    return value.filter(v -> other.filter(o -> Order.compare(v, o) == 0).isEmpty());
  }

  private Optional<Object> ofValues(Function function, List<Object> v) {
    return switch (function) {
      case LOWER -> Optional.of(text(v, 0).toLowerCase(Locale.ROOT));
      case UPPER -> Optional.of(text(v, 0).toUpperCase(Locale.ROOT));
      case TRIM -> Optional.of(text(v, 0).replaceAll("^ +| +$", ""));
      case LENGTH -> Optional.of((long) text(v, 0).codePointCount(0, text(v, 0).length()));
      case SUBSTRING -> Optional.of(substring(v));
      case CONCAT -> Optional.of(String.join("", v.stream().map(String.class::cast).toList()));
      case CONTAINS -> Optional.of(text(v, 0).contains(text(v, 1)));
      case STARTSWITH -> Optional.of(text(v, 0).startsWith(text(v, 1)));
      case ENDSWITH -> Optional.of(text(v, 0).endsWith(text(v, 1)));
      case ABS -> abs(v.get(0));
      case ROUND -> Optional.of(round(v));
      case FLOOR -> whole(v.get(0), RoundingMode.FLOOR);
      case CEIL -> whole(v.get(0), RoundingMode.CEILING);
      case SQRT -> real(Math.sqrt(number(v, 0)));
      case EXP -> real(StrictMath.exp(number(v, 0)));
      case LN -> number(v, 0) <= 0 ? NULL : real(StrictMath.log(number(v, 0)));
      case LOG10 -> number(v, 0) <= 0 ? NULL : real(StrictMath.log10(number(v, 0)));
      case POWER -> real(StrictMath.pow(number(v, 0), number(v, 1)));
      case YEAR -> Optional.of((long) day(v, 0).getYear());
      case MONTH -> Optional.of((long) day(v, 0).getMonthValue());
      case DAY -> Optional.of((long) day(v, 0).getDayOfMonth());
      case DAYOFWEEK -> Optional.of((long) day(v, 0).getDayOfWeek().getValue() % 7 + 1);
      case HOUR -> Optional.of((long) ((Instant) v.get(0)).atOffset(ZoneOffset.UTC).getHour());
      case TO_DATE -> Optional.of(day(v, 0));
      case DATE_ADD -> dateAdd((LocalDate) v.get(0), (Long) v.get(1));
      case DATEDIFF -> Optional.of(day(v, 0).toEpochDay() - day(v, 1).toEpochDay());
      case CURRENT_DATE -> Optional.of(runDate);
      default -> throw new IllegalStateException(function + " takes NULLs");
    };
  }

  private static String text(List<Object> values, int index) {
    return (String) values.get(index);
  }

  private static double number(List<Object> values, int index) {
    return (Double) Numbers.number(values.get(index));
  }

  private static LocalDate day(List<Object> values, int index) {
    return values.get(index) instanceof Instant instant
        ? instant.atOffset(ZoneOffset.UTC).toLocalDate()
        : (LocalDate) values.get(index);
  }

  private static String substring(List<Object> values) {
    int[] characters = text(values, 0).codePoints().toArray();
    int from = (int) Math.min(characters.length, (Long) values.get(1) - 1);
    long count = values.size() > 2 ? (Long) values.get(2) : Integer.MAX_VALUE;
    int length = (int) Math.min(count, characters.length - from);
    return new String(characters, from, length);
  }

  private static Optional<Object> abs(Object value) {
    if (value instanceof Long whole) {
      return whole < 0 ? Numbers.apply(ArithmeticOperator.MINUS, 0L, whole) : Optional.of(value);
    }
    return Optional.of(Math.abs((Double) value));
  }

  private static Object round(List<Object> values) {
    if (values.get(0) instanceof Double number && Double.isFinite(number)) {
      int digits = values.size() > 1 ? (int) number(values, 1) : 0;
      return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }
    return values.get(0);
  }

  private static Optional<Object> whole(Object value, RoundingMode mode) {
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? Conversions.fitting(new BigDecimal(number).setScale(0, mode).toBigInteger())
          : NULL;
    }
    return Optional.of(value);
  }

  private static Optional<Object> real(double value) {
    return Double.isNaN(value) ? NULL : Optional.of(value);
  }

  private static Optional<Object> dateAdd(LocalDate date, long days) {
    long day;
    try {
      day = Math.addExact(date.toEpochDay(), days);
    } catch (ArithmeticException none) {
      return NULL;
    }
    return day == (int) day ? Optional.of(LocalDate.ofEpochDay(day)) : NULL;
  }
}
