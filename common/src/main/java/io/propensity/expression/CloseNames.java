package io.propensity.expression;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The names that someone may have meant: few edits away. */
final class CloseNames {

  private static final int MOST = 3;
  private static final int LONGEST = 100;

  private CloseNames() {}

  /** The nearest names first; a misspelling of up to a third of the letters counts. */
  static List<String> to(String wanted, List<String> names) {
    if (wanted.length() > LONGEST) {
      return List.of();
    }
    String lower = wanted.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, lower.length() / 3);
    return names.stream()
        .filter(name -> Math.abs(name.length() - wanted.length()) <= allowed)
        .map(name -> new Distant(name, edits(lower, name.toLowerCase(Locale.ROOT))))
        .filter(each -> each.edits() <= allowed)
        .sorted(Comparator.comparingInt(Distant::edits))
        .limit(MOST)
        .map(Distant::name)
        .toList();
  }

  private record Distant(String name, int edits) {}

  /** Levenshtein's distance. */
  private static int edits(String a, String b) {
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
