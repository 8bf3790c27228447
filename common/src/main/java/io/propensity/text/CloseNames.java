package io.propensity.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that someone may have meant: few edits away. */
public final class CloseNames {

  private static final int MOST = 3;
  private static final int LONGEST = 100;

  private CloseNames() {}

  /** The nearest names first; a misspelling of up to a third of the letters counts. */
  public static List<String> to(String wanted, Collection<String> names) {
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

  /** {@code ; did you mean 'x' or 'y'?} to end a message with, or nothing when no name is close. */
  public static String hint(String wanted, Collection<String> names) {
    List<String> close = to(wanted, names);
    return close.isEmpty() ? "" : "; did you mean '%s'?".formatted(String.join("' or '", close));
  }

  private record Distant(String name, int edits) {}

  /** Levenshtein's distance, in which two neighbouring letters that changed places are one edit. */
  private static int edits(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : edits(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int edits(int[][] rows, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least =
        Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
