package io.propensity.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A bounded number of a file's rows, each as likely as the others; the same for the same file. */
final class SampleRows {

  private static final int MOST_ROWS = 40_000;
  private static final int MOST_VALUES = 2_000_000;
  private static final int LONGEST = 64;

  private final SplittableRandom random = new SplittableRandom(42);
  private final List<String[]> rows = new ArrayList<>();
  private final int most;
  private long seen;

  SampleRows(int columns) {
    this.most = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / columns));
  }

  void add(List<String> values) {
    seen++;
    if (rows.size() < most) {
      rows.add(copy(values));
      return;
    }
    long at = random.nextLong(seen);
    if (at < most) {
      rows.set((int) at, copy(values));
    }
  }

  private static String[] copy(List<String> values) {
    return values.stream()
        .map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) : value)
        .toArray(String[]::new);
  }

  int size() {
    return rows.size();
  }

  /** The values of a column, in the order of the sample. */
  String[] column(int at) {
    return rows.stream().map(row -> row[at]).toArray(String[]::new);
  }
}
