package io.propensity.scaffold;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which ways of writing days and times, other than ISO 8601, fit all texts of a column. */
final class DateFormats {

  private static final List<String> DAYS =
      List.of("dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyy/MM/dd", "dd-MM-yyyy");
  private static final List<String> TIMES = List.of("", " HH:mm", " HH:mm:ss");
  private static final int LEAST_LENGTH = 10;
  private static final int MOST_LENGTH = 19;

  private final Map<String, DateTimeFormatter> fitting = new LinkedHashMap<>();
  private long texts;

  DateFormats() {
    for (String day : DAYS) {
      for (String time : TIMES) {
        String pattern = day + time;
        fitting.put(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
      }
    }
  }

  void add(String text) {
    texts++;
    if (fitting.isEmpty()) {
      return;
    }
    boolean possible = text.length() >= LEAST_LENGTH && text.length() <= MOST_LENGTH;
    fitting.entrySet().removeIf(format -> !possible || !fits(text, format));
  }

  private static boolean fits(String text, Map.Entry<String, DateTimeFormatter> format) {
    if (text.length() != format.getKey().length()) {
      return false;
    }
    try {
      format.getValue().parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** The first pattern that fits every one of {@code all} texts; empty where there are others. */
  Optional<String> pattern(long all) {
    return texts > 0 && texts == all ? fitting.keySet().stream().findFirst() : Optional.empty();
  }

  /** Whether a pattern tells the time of the day. */
  static boolean hasTime(String pattern) {
    return pattern.contains("HH");
  }
}
