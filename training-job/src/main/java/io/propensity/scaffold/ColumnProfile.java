package io.propensity.scaffold;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is counted of a column in one pass, in memory that does not grow with the rows. */
final class ColumnProfile {

  private static final int MOST_ODD = 8;
  private static final int MOST_EXACT = 20_000;

  private final Map<ValueKind, Long> kinds = new EnumMap<>(ValueKind.class);
  private final Map<String, Long> odd = new LinkedHashMap<>();
  private final DistinctCount distinct;
  private final char decimal;
  private final String thousands;
  private final DateFormats formats = new DateFormats();
  private long filled;
  private boolean decimals;
  private boolean falling;
  private @Nullable String first;
  private @Nullable String last;
  private @Nullable String least;
  private @Nullable String most;

  /**
   * Of one column of many.
   *
   * @param decimal the mark before decimals
   * @param thousands the mark between thousands; empty for none
   */
  ColumnProfile(int columns, char decimal, String thousands) {
    this.distinct = new DistinctCount(Math.max(1_000, Math.min(MOST_EXACT, 2_000_000 / columns)));
    this.decimal = decimal;
    this.thousands = thousands;
  }

  void add(String text) {
    if (text.isEmpty()) {
      return;
    }
    filled++;
    distinct.add(Hashes.of(text));
    String plain = thousands.isEmpty() ? text : text.replace(thousands, "");
    ValueKind kind = ValueKind.of(plain, decimal);
    kinds.merge(kind, 1L, Long::sum);
    if (kind == ValueKind.TEXT) {
      addText(text);
    } else if (kind == ValueKind.DATE || kind == ValueKind.TIMESTAMP) {
      addTime(text);
    } else if (kind == ValueKind.DOUBLE) {
      decimals |= hasDecimals(plain);
    }
  }

  private void addText(String text) {
    boolean marker = MissingMarkers.mayBe(text);
    if (!marker) {
      formats.add(text);
    }
    if (marker || odd.containsKey(text) || odd.size() < MOST_ODD) {
      odd.merge(text, 1L, Long::sum);
    }
  }

  private void addTime(String text) {
    falling |= last != null && text.compareTo(last) < 0;
    first = first == null ? text : first;
    last = text;
    least = least == null || text.compareTo(least) < 0 ? text : least;
    most = most == null || text.compareTo(most) > 0 ? text : most;
  }

  /** Whether a number has other decimals than noughts. */
  private boolean hasDecimals(String number) {
    int at = number.indexOf(decimal);
    return at < 0 || !number.substring(at + 1).chars().allMatch(c -> c == '0');
  }

  long filled() {
    return filled;
  }

  /** Different values, about. */
  long distinct() {
    return distinct.count();
  }

  /** Values that are numbers, times or booleans. */
  long typed() {
    return filled - kinds.getOrDefault(ValueKind.TEXT, 0L);
  }

  /** Texts that are nothing else, with their rows: all that may be markers, and some others. */
  Map<String, Long> oddTexts() {
    return odd;
  }

  /** Whether no number has decimals, whatever type holds them. */
  boolean isWhole() {
    return !decimals;
  }

  DateFormats formats() {
    return formats;
  }

  /** The first and the last time, where there are times alone. */
  Optional<TimeSpan> times() {
    return least == null || most == null
        ? Optional.empty()
        : Optional.of(new TimeSpan(least, most, !falling && !Objects.equals(first, last)));
  }

  /**
   * From when to when.
   *
   * @param inOrder whether the rows stand in the order of their times
   */
  record TimeSpan(String least, String most, boolean inOrder) {}

  /** The narrowest type that holds all values but {@code missing}. */
  ValueKind kind(Collection<String> missing) {
    long texts = kinds.getOrDefault(ValueKind.TEXT, 0L);
    for (String text : missing) {
      texts -= odd.getOrDefault(text, 0L);
    }
    long typed = typed();
    if (texts > 0 || typed == 0) {
      return ValueKind.TEXT;
    }
    ValueKind widest = ValueKind.INT;
    long numbers = 0;
    for (ValueKind kind : new ValueKind[] {ValueKind.INT, ValueKind.BIGINT, ValueKind.DOUBLE}) {
      long rows = kinds.getOrDefault(kind, 0L);
      numbers += rows;
      widest = rows > 0 ? kind : widest;
    }
    if (numbers == typed) {
      return widest;
    }
    long dates = kinds.getOrDefault(ValueKind.DATE, 0L);
    long times = kinds.getOrDefault(ValueKind.TIMESTAMP, 0L);
    if (dates + times == typed) {
      return times > 0 ? ValueKind.TIMESTAMP : ValueKind.DATE;
    }
    return kinds.getOrDefault(ValueKind.BOOLEAN, 0L) == typed ? ValueKind.BOOLEAN : ValueKind.TEXT;
  }

  /** Values that are there, those that stand for missing ones not counted. */
  long present(Collection<String> missing) {
    long present = filled;
    for (String text : missing) {
      present -= odd.getOrDefault(text, 0L);
    }
    return present;
  }
}
