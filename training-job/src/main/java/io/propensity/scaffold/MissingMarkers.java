package io.propensity.scaffold;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Texts that stand for missing values. */
final class MissingMarkers {

  /** What stands for a missing value wherever it is. */
  static final Set<String> KNOWN =
      Set.of("?", "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "\\N", "<NA>");

  /** What does so among numbers and times. */
  private static final Set<String> AMONG_TYPED =
      Set.of("-", "--", ".", "none", "None", "NONE", "na", "Na", "missing", "unknown", "Unknown");

  private static final int MOST_MARKERS_EACH = 10;

  private MissingMarkers() {}

  /** Whether a text can stand for a missing value. */
  static boolean mayBe(String text) {
    return KNOWN.contains(text) || AMONG_TYPED.contains(text) || text.isBlank();
  }

  /** The markers of a table, sorted; a blank and words such as none among typed values alone. */
  static List<String> of(List<ColumnProfile> columns) {
    TreeSet<String> found = new TreeSet<>();
    for (ColumnProfile column : columns) {
      Map<String, Long> odd = column.oddTexts();
      boolean typed = isTyped(column, odd);
      odd.keySet().stream()
          .filter(text -> KNOWN.contains(text) || (typed && mayBe(text)))
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  /** Whether a good part of the values is typed, and the others are nothing but markers. */
  private static boolean isTyped(ColumnProfile column, Map<String, Long> odd) {
    long typed = column.typed();
    long texts = odd.values().stream().mapToLong(Long::longValue).sum();
    return typed * MOST_MARKERS_EACH >= texts
        && typed > 0
        && texts == column.filled() - typed
        && odd.keySet().stream().allMatch(MissingMarkers::mayBe);
  }
}
