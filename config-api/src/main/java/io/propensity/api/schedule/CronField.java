package io.propensity.api.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of a cron expression, in their order. */
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY("day of the month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  WEEKDAY("day of the week", 0, 7, "SUN MON TUE WED THU FRI SAT");

  private static final Pattern ITEM =
      Pattern.compile("(\\*|(\\w{1,3})(-(\\w{1,3}))?)(/([0-9]{1,2}))?");

  private final String text;
  private final int least;
  private final int most;
  private final String names;

  CronField(String text, int least, int most, String names) {
    this.text = text;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** Whether it leaves the choice to the other field of days, as cron has it. */
  static boolean isFree(String field) {
    return field.startsWith("*");
  }

  /** The values that a field names, as numbers with commas. */
  String numbers(String field) {
    BitSet values = new BitSet();
    for (String item : field.split(",", -1)) {
      add(values, item, field);
    }
    if (this == WEEKDAY && values.get(0)) {
      values.set(7); // Spring's Sunday
      values.clear(0);
    }
    return values.stream().mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  private void add(BitSet values, String item, String field) {
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      throw refusal(field);
    }
    boolean all = matcher.group(1).equals("*");
    boolean single = !all && matcher.group(4) == null;
    if (single && matcher.group(6) != null) {
      throw refusal(field);
    }
    int first = all ? least : number(matcher.group(2), field);
    int last = all ? greatest() : single ? first : number(matcher.group(4), field);
    int step = matcher.group(6) == null ? 1 : Integer.parseInt(matcher.group(6));
    if (last < first || step < 1) {
      throw refusal(field);
    }
    for (int value = first; value <= last; value += step) {
      values.set(value);
    }
  }

  /** Sunday is 0 where it is not named: 7 is its other name. */
  private int greatest() {
    return this == WEEKDAY ? 6 : most;
  }

  private int number(String word, String field) {
    int named = names().indexOf(word.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return this == MONTH ? named + 1 : named;
    }
    if (word.matches("[0-9]{1,2}")) {
      int number = Integer.parseInt(word);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw refusal(field);
  }

  private List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  private IllegalArgumentException refusal(String field) {
    String named =
        names.isEmpty()
            ? ""
            : " (or %s to %s)".formatted(names().get(0), names().get(names().size() - 1));
    return new IllegalArgumentException(
        "its %s is '%s': %d to %d%s are allowed, * for all, ranges (%d-%d), steps (*/2) and lists of them with commas"
            .formatted(text, field, least, most, named, least, least + 2));
  }
}
