package io.propensity.scaffold;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The label's values, counted as long as they are few. */
final class LabelValues {

  /** Beyond so many they are not counted one by one. */
  static final int MOST = 1_000;

  private final Map<String, Long> counts = new HashMap<>();
  private boolean many;

  void add(String text) {
    if (text.isEmpty() || many) {
      return;
    }
    counts.merge(text, 1L, Long::sum);
    if (counts.size() > MOST) {
      many = true;
      counts.clear();
    }
  }

  /** Whether there are too many to be classes. */
  boolean areMany() {
    return many;
  }

  /**
   * The rows by value, the most frequent first; 1, 1.0 and 1.00 are one value of numbers.
   *
   * @param missing texts that are none
   */
  Map<String, Long> counts(List<String> missing, boolean numbers) {
    Map<String, Long> merged = new TreeMap<>();
    counts.forEach(
        (text, rows) -> {
          if (!missing.contains(text)) {
            merged.merge(numbers ? plain(text) : text, rows, Long::sum);
          }
        });
    Map<String, Long> sorted = new LinkedHashMap<>();
    merged.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static String plain(String number) {
    try {
      BigDecimal value = new BigDecimal(number.replace(',', '.')).stripTrailingZeros();
      return value.scale() <= 0 ? value.toBigInteger().toString() : value.toPlainString();
    } catch (NumberFormatException e) {
      return number; // Such as NaN, which counts as it is written.
    }
  }
}
