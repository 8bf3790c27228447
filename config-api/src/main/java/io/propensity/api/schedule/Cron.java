package io.propensity.api.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * Times by the wall clock, as Unix writes them: minute, hour, day of the month, month, day of the
 * week. Where both fields of days are restricted, either suffices. A time that the clocks pass over
 * is the moment at which they do, one that comes twice is its first.
 *
 * @param text as it was written, with single blanks
 * @param expressions any of which tells a time
 */
record Cron(String text, List<CronExpression> expressions) {

  private static final int LONGEST = 200;
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(32), Duration.ofDays(367));

  Cron {
    expressions = List.copyOf(expressions);
  }

  /**
   * Reads a cron expression.
   *
   * @throws IllegalArgumentException naming the field that is wrong, and what is allowed
   */
  static Cron of(String text) {
    String[] words = text.strip().split("\\s+", -1);
    CronField[] order = CronField.values();
    if (words.length != order.length || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "must have five fields, minute, hour, day of the month, month, day of the week, such as 30 2 * * MON-FRI");
    }
    Map<CronField, String> numbers = new EnumMap<>(CronField.class);
    Map<CronField, Boolean> free = new EnumMap<>(CronField.class);
    for (int i = 0; i < order.length; i++) {
      numbers.put(order[i], order[i].numbers(words[i]));
      free.put(order[i], CronField.isFree(words[i]));
    }
    boolean eitherDay =
        Boolean.FALSE.equals(free.get(CronField.DAY))
            && Boolean.FALSE.equals(free.get(CronField.WEEKDAY));
    return new Cron(String.join(" ", words), expressions(numbers, eitherDay));
  }

  private static List<CronExpression> expressions(
      Map<CronField, String> numbers, boolean eitherDay) {
    if (!eitherDay) {
      return List.of(expression(numbers));
    }
    Map<CronField, String> byDay = new EnumMap<>(numbers);
    byDay.put(CronField.WEEKDAY, "*");
    Map<CronField, String> byWeekday = new EnumMap<>(numbers);
    byWeekday.put(CronField.DAY, "*");
    return List.of(expression(byDay), expression(byWeekday));
  }

  private static CronExpression expression(Map<CronField, String> numbers) {
    return CronExpression.parse("0 " + String.join(" ", numbers.values()));
  }

  /** The first time after a moment; empty where none ever comes. */
  Optional<Instant> next(Instant after, ZoneId zone) {
    Optional<LocalDateTime> local = nextLocal(LocalDateTime.ofInstant(after, zone));
    while (local.isPresent()) {
      Instant next = instant(local.get(), zone);
      if (next.isAfter(after)) {
        return Optional.of(next);
      }
      local = nextLocal(local.get());
    }
    return Optional.empty();
  }

  /** The last time up to {@code until}, of which {@code first} is one. */
  Instant latest(Instant first, Instant until, ZoneId zone) {
    for (Duration window : WINDOWS) {
      Instant start = until.minus(window);
      if (start.isAfter(first)) {
        Optional<Instant> near = next(start, zone).filter(time -> !time.isAfter(until));
        if (near.isPresent()) {
          return last(near.get(), until, zone);
        }
      }
    }
    return last(first, until, zone);
  }

  private Instant last(Instant first, Instant until, ZoneId zone) {
    Instant last = first;
    Optional<Instant> next = next(last, zone);
    while (next.isPresent() && !next.get().isAfter(until)) {
      last = next.get();
      next = next(last, zone);
    }
    return last;
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    return expressions.stream()
        .flatMap(expression -> Optional.ofNullable(expression.next(after)).stream())
        .min(Comparator.<LocalDateTime>naturalOrder());
  }

  private static Instant instant(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }
}
