package io.propensity.scaffold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a file's columns.
 *
 * @param there whether its first row holds them
 */
record Header(boolean there, List<String> names) {

  /** Takes the first row for a header unless it looks like a row of values. */
  static Header of(List<List<String>> rows) {
    List<String> first = rows.get(0);
    List<List<String>> below = rows.subList(1, rows.size());
    boolean different = new HashSet<>(first).size() == first.size();
    if (different && (heads(first, below) || (looksLikeNames(first) && !recurs(first, below)))) {
      return new Header(true, named(first));
    }
    List<String> made = new ArrayList<>();
    for (int i = 1; i <= first.size(); i++) {
      made.add("c" + i);
    }
    return new Header(false, made);
  }

  /** Whether a word stands above nothing but numbers, times or booleans. */
  private static boolean heads(List<String> first, List<List<String>> rows) {
    for (int i = 0; i < first.size(); i++) {
      if (isWord(first.get(i)) && !rows.isEmpty() && areTyped(rows, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areTyped(List<List<String>> rows, int column) {
    return rows.stream()
            .map(row -> row.get(column))
            .filter(value -> !value.isEmpty() && !MissingMarkers.KNOWN.contains(value))
            .allMatch(value -> ValueKind.of(value, '.').isTyped())
        && rows.stream().anyMatch(row -> ValueKind.of(row.get(column), '.').isTyped());
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && !MissingMarkers.KNOWN.contains(text)
        && !ValueKind.of(text, '.').isTyped();
  }

  /** One unnamed column at most, which pandas writes for an index, and no number. */
  private static boolean looksLikeNames(List<String> first) {
    return first.stream().filter(String::isEmpty).count() <= 1
        && first.stream().allMatch(name -> name.isEmpty() || isWord(name))
        && first.stream().anyMatch(Header::isWord);
  }

  /** Whether half of the first row's texts stand again in their columns, as values do. */
  private static boolean recurs(List<String> first, List<List<String>> rows) {
    int again = 0;
    for (int i = 0; i < first.size(); i++) {
      Set<String> values = new HashSet<>();
      for (List<String> row : rows) {
        values.add(row.get(i));
      }
      again += values.contains(first.get(i)) ? 1 : 0;
    }
    return again * 2 >= first.size();
  }

  private static List<String> named(List<String> first) {
    List<String> names = new ArrayList<>();
    for (String name : first) {
      names.add(name.isEmpty() ? free(first) : name);
    }
    return names;
  }

  /** A name for the column that has none. */
  private static String free(List<String> taken) {
    String name = "index";
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }
}
