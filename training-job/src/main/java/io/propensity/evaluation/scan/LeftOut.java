package io.propensity.evaluation.scan;

/**
 * Tells each row's class by the other rows of its value: the class that most of them have, of
 * several alike the one that is more frequent in all.
 */
final class LeftOut {

  private final long[] totals;
  private final int most;
  private long right;

  /** Over rows of which so many are of each class. */
  LeftOut(long[] totals) {
    this.totals = totals.clone();
    int frequent = 0;
    for (int i = 1; i < totals.length; i++) {
      frequent = totals[i] > totals[frequent] ? i : frequent;
    }
    this.most = frequent;
  }

  /**
   * Takes in the rows of one value.
   *
   * @param counts by class, from {@code from} on
   */
  void add(long[] counts, int from) {
    for (int label = 0; label < totals.length; label++) {
      if (counts[from + label] > 0 && told(counts, from, label) == label) {
        right += counts[from + label];
      }
    }
  }

  private int told(long[] counts, int from, int label) {
    int best = most;
    long of = counts[from + most] - (most == label ? 1 : 0);
    for (int i = 0; i < totals.length; i++) {
      long others = counts[from + i] - (i == label ? 1 : 0);
      if (others > of || (others == of && totals[i] > totals[best])) {
        best = i;
        of = others;
      }
    }
    return best;
  }

  double errorsTakenAway() {
    long rows = 0;
    for (long total : totals) {
      rows += total;
    }
    long errors = rows - totals[most];
    return errors == 0 ? Double.NaN : Math.max(0, 1 - (double) (rows - right) / errors);
  }
}
