package io.propensity.sql;

import io.propensity.expression.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code try_cast}, by value. */
final class Conversions {

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Conversions() {}

  static Optional<Object> convert(Object value, ColumnType target) {
    return switch (target) {
      case BOOLEAN -> value instanceof String text ? truth(bare(text)) : Optional.of(value);
      case INTEGER -> integer(value);
      case NUMBER -> number(value);
      case STRING -> Optional.of(value.toString());
      case DATE -> date(value);
      case TIMESTAMP -> timestamp(value);
    };
  }

  private static String bare(String text) {
    return text.replaceAll("^ +| +$", "");
  }

  private static Optional<Object> truth(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (List.of("true", "t", "yes", "y", "1").contains(lower)) {
      return Optional.of(true);
    }
    boolean no = List.of("false", "f", "no", "n", "0").contains(lower);
    return no ? Optional.of(false) : Optional.empty();
  }

  private static Optional<Object> integer(Object value) {
    if (value instanceof Boolean truth) {
      return Optional.of(truth ? 1L : 0L);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? fitting(new BigDecimal(number).toBigInteger())
          : Optional.empty();
    }
    if (value instanceof String text) {
      return bare(text).matches("[+-]?[0-9]+")
          ? fitting(new BigInteger(bare(text)))
          : Optional.empty();
    }
    return Optional.of(value);
  }

  static Optional<Object> fitting(BigInteger value) {
    boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    return fits ? Optional.of(value.longValue()) : Optional.empty();
  }

  private static Optional<Object> number(Object value) {
    if (value instanceof Boolean truth) {
      return Optional.of(truth ? 1.0 : 0.0);
    }
    if (value instanceof String text) {
      boolean form = bare(text).matches("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");
      return form ? Optional.of(Double.valueOf(bare(text))) : Optional.empty();
    }
    return Optional.of(Numbers.number(value));
  }

  private static Optional<Object> date(Object value) {
    if (value instanceof Instant instant) {
      return Optional.of(instant.atOffset(ZoneOffset.UTC).toLocalDate());
    }
    if (value instanceof String text) {
      try {
        boolean form = bare(text).length() == 10 && !bare(text).startsWith("0000");
        return form ? Optional.of(LocalDate.parse(bare(text))) : Optional.empty();
      } catch (DateTimeException none) {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }

  private static Optional<Object> timestamp(Object value) {
    if (value instanceof LocalDate date) {
      long day = date.toEpochDay();
      boolean fits = Math.abs(day) <= Long.MAX_VALUE / 86_400_000_000L;
      return fits ? Optional.of(Instant.ofEpochSecond(day * 86_400L)) : Optional.empty();
    }
    if (value instanceof String text) {
      return instant(bare(text));
    }
    return Optional.of(value);
  }

  private static Optional<Object> instant(String text) {
    if (!text.matches(
        "[0-9-]{10}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9:]{5})?")) {
      return Optional.empty();
    }
    boolean zoned = text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})");
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', 'T') + (zoned ? "" : "Z"));
      int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
      boolean inRange = !text.startsWith("0000") && year >= 1 && year <= 9999;
      return inRange ? Optional.of(time.toInstant()) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
