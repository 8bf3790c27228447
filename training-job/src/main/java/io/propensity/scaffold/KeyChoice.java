package io.propensity.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What names each row: a column, two or three together, or nothing.
 *
 * @param columns none when the row's number is the key
 */
record KeyChoice(List<String> columns, String reason) {

  private static final int MOST_CANDIDATES = 6;
  private static final int MOST_HASHES = 4_000_000;

  /** By looking through the file once more; of several the one whose name is a key's. */
  static KeyChoice of(TableFile file, TableFacts facts) {
    List<List<Integer>> candidates = candidates(facts);
    if (candidates.isEmpty()) {
      return none();
    }
    List<LongSet> seen = candidates.stream().map(any -> new LongSet()).toList();
    boolean[] doubled = new boolean[candidates.size()];
    file.read(
        values -> {
          for (int i = 0; i < doubled.length; i++) {
            LongSet hashes = seen.get(i);
            if (!doubled[i] && hashes.size() < MOST_HASHES) {
              doubled[i] = !hashes.add(hash(values, candidates.get(i)));
            }
          }
        });
    for (int i = 0; i < doubled.length; i++) {
      if (!doubled[i]) {
        return found(candidates.get(i), facts);
      }
    }
    return none();
  }

  private static KeyChoice found(List<Integer> columns, TableFacts facts) {
    List<String> names = columns.stream().map(at -> facts.columns().get(at).name()).toList();
    String rows =
        facts.rows() > MOST_HASHES
            ? "Each of the first %,d rows".formatted(MOST_HASHES)
            : "Every row";
    return new KeyChoice(
        names,
        names.size() == 1
            ? rows + " has another value"
            : rows + " has other values of these together, and no column alone names a row");
  }

  private static KeyChoice none() {
    return new KeyChoice(
        List.of(),
        "No column names a row, so its number in the file does; name a column, or [several, of, them], where they do");
  }

  /** Single columns first; pairs and triples only of columns whose names or times suggest it. */
  private static List<List<Integer>> candidates(TableFacts facts) {
    List<ColumnFacts> columns = facts.columns();
    List<List<Integer>> all = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnFacts column = columns.get(i);
      if (column.name().equals(facts.label().name())) {
        continue;
      }
      boolean named = column.soundsLikeKey();
      if (column.mayBeUnique() && !column.isTime() && (named || i == 0)) {
        all.add(named ? 0 : all.size(), List.of(i));
      }
      if (column.filled() == facts.rows()
          && !column.isConstant()
          && (named || column.soundsLikeOwner() || column.isTime())) {
        parts.add(i);
      }
    }
    all.addAll(together(parts, columns));
    return all.subList(0, Math.min(all.size(), MOST_CANDIDATES));
  }

  private static List<List<Integer>> together(List<Integer> parts, List<ColumnFacts> columns) {
    List<List<Integer>> all = new ArrayList<>();
    for (int first : parts) {
      for (int second : parts) {
        boolean owner = !columns.get(first).isTime() && first != second;
        boolean once = columns.get(second).isTime() || first < second;
        if (owner && once) {
          all.add(List.of(first, second));
        }
      }
    }
    if (parts.size() == 3 && parts.stream().anyMatch(at -> !columns.get(at).isTime())) {
      all.add(List.copyOf(parts));
    }
    return all;
  }

  private static long hash(List<String> values, List<Integer> columns) {
    return columns.size() == 1
        ? Hashes.of(values.get(columns.get(0)))
        : Hashes.of(columns.stream().map(values::get).toList());
  }

  /** What somebody said the key is. */
  static Optional<KeyChoice> said(List<String> columns) {
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = columns.equals(List.of("generated")) ? List.of() : columns;
    return Optional.of(new KeyChoice(names, "As --key says"));
  }

  boolean has(String column) {
    return columns.contains(column);
  }
}
