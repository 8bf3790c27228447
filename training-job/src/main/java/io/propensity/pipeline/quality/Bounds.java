package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** Between what a column's values have to lie: numbers, or days and times. */
sealed interface Bounds {

  /** Why a column of that type cannot be held against them; empty for one that can. */
  Optional<String> misfit(DataType type);

  /** The column's values as what the bounds are; NULL also for a text that is none. */
  Column typed(Column column);

  /** Whether a value of {@link #typed} lies beyond them; NULL for NULL. */
  Column outside(Column typed);

  /** A value of {@link #typed} for people. */
  Column shown(Column typed);

  /**
   * Reads {@code {min: 0, max: 120}} or {@code {min: "2024-01-01"}}.
   *
   * @param what names the bounds in messages: {@code range.age}
   * @throws io.propensity.run.ConfigurationException when they are none
   */
  static Bounds read(String what, Object value) {
    if (!(value instanceof Map<?, ?> map)
        || map.isEmpty()
        || !Set.of("min", "max").containsAll(map.keySet())) {
      throw Columns.wrong(what + " wants min, max or both, such as {min: 0, max: 120}");
    }
    return map.values().stream().allMatch(String.class::isInstance)
        ? Times.read(what, (String) map.get("min"), (String) map.get("max"))
        : Numbers.read(what, map);
  }

  private static boolean isTime(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /** Numbers, both of them allowed; an infinite one is no bound. */
  record Numbers(double min, double max) implements Bounds {

    private static Numbers read(String what, Map<?, ?> map) {
      double min =
          map.containsKey("min") ? Columns.number(map.get("min"), what) : Double.NEGATIVE_INFINITY;
      double max =
          map.containsKey("max") ? Columns.number(map.get("max"), what) : Double.POSITIVE_INFINITY;
      if (min > max) {
        throw Columns.wrong(what + " has a min above its max");
      }
      return new Numbers(min, max);
    }

    @Override
    public Optional<String> misfit(DataType type) {
      if (isTime(type)) {
        return Optional.of("write its bounds as days or times, such as \"2024-01-31\"");
      }
      boolean fits =
          type instanceof NumericType || type instanceof StringType || type instanceof BooleanType;
      return fits ? Optional.empty() : Optional.of("numbers, days and times have a range");
    }

    @Override
    public Column typed(Column column) {
      return column.try_cast("double");
    }

    /**
     * NaN is greater than any number, so that it is outside. The sum keeps Spark from comparing the
     * column itself: where a bound is beyond the column's type it would make a NULL of that, which
     * it then cannot push down to an Iceberg table.
     */
    @Override
    public Column outside(Column typed) {
      Column number = typed.plus(lit(0.0));
      return number.lt(lit(min)).or(number.gt(lit(max)));
    }

    @Override
    public Column shown(Column typed) {
      return typed;
    }
  }

  /**
   * Times, in UTC where they do not say otherwise.
   *
   * @param from the first that is allowed; null when there is none
   * @param before the first after them that is not; null when there is none
   */
  record Times(@Nullable Instant from, @Nullable Instant before) implements Bounds {

    private static final DateTimeFormatter FORMAT =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    private static Times read(String what, @Nullable String min, @Nullable String max) {
      Times times =
          new Times(
              min == null ? null : begin(parsed(what, min)),
              max == null ? null : end(parsed(what, max)));
      if (times.from() != null
          && times.before() != null
          && !times.from().isBefore(times.before())) {
        throw Columns.wrong(what + " has a min above its max");
      }
      return times;
    }

    private static TemporalAccessor parsed(String what, String text) {
      try {
        return FORMAT.parseBest(
            text.strip().replace(' ', 'T'),
            OffsetDateTime::from,
            LocalDateTime::from,
            LocalDate::from);
      } catch (DateTimeParseException e) {
        throw Columns.wrong(
            "%s has '%s', which is neither a number nor a day or time such as 2024-01-31 or 2024-01-31T12:00:00"
                .formatted(what, text));
      }
    }

    private static Instant begin(TemporalAccessor time) {
      if (time instanceof LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return time instanceof OffsetDateTime known
          ? known.toInstant()
          : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }

    /** A day is allowed to its end, and any other time itself: Spark counts microseconds. */
    private static Instant end(TemporalAccessor time) {
      return time instanceof LocalDate day ? begin(day.plusDays(1)) : begin(time).plusNanos(1_000);
    }

    @Override
    public Optional<String> misfit(DataType type) {
      return isTime(type)
          ? Optional.empty()
          : Optional.of("bounds that are days or times are for DATE and TIMESTAMP");
    }

    @Override
    public Column typed(Column column) {
      return column.cast("timestamp");
    }

    @Override
    public Column outside(Column typed) {
      Column early = from == null ? lit(false) : typed.lt(lit(from));
      return before == null ? early : early.or(typed.geq(lit(before)));
    }

    @Override
    public Column shown(Column typed) {
      return date_format(typed, "yyyy-MM-dd'T'HH:mm:ss'Z'");
    }
  }
}
