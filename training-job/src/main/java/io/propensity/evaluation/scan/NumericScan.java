package io.propensity.evaluation.scan;

import io.propensity.model.Histogram;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A number's counts in buckets that are a 64th to a 128th of their values wide, so that no row has
 * to be read again when the deciles are known.
 */
final class NumericScan implements ColumnScan {

  private static final long serialVersionUID = 1L;

  private static final int SHIFT = 17;
  private static final int PAGE = 256;
  private static final int DECILES = 10;

  private final boolean asDouble;

  /** All rows, then those of train by class. */
  private final int kinds;

  /** By the bucket's number over {@link #PAGE}, then by bucket and kind. */
  private final TreeMap<Integer, long[]> pages = new TreeMap<>();

  private long rows;
  private long nulls;
  private final long[] trainNulls;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;

  NumericScan(boolean asDouble, int classes) {
    this.asDouble = asDouble;
    this.kinds = 1 + classes;
    this.trainNulls = new long[classes];
  }

  @Override
  public void add(InternalRow row, int place, int train) {
    float value = row.isNullAt(place) ? Float.NaN : read(row, place);
    if (Float.isNaN(value)) {
      nulls++;
      if (train >= 0) {
        trainNulls[train]++;
      }
    } else {
      count(value, train);
    }
  }

  private float read(InternalRow row, int place) {
    return asDouble ? (float) row.getDouble(place) : row.getFloat(place);
  }

  private void count(float value, int train) {
    rows++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    int bucket = bucket(value);
    long[] page =
        pages.computeIfAbsent(Math.floorDiv(bucket, PAGE), number -> new long[PAGE * kinds]);
    int at = Math.floorMod(bucket, PAGE) * kinds;
    page[at]++;
    if (train >= 0) {
      page[at + 1 + train]++;
    }
  }

  /** In the order of the numbers; 0 and -0 are one. */
  static int bucket(float value) {
    int bits = Float.floatToIntBits(value + 0.0f);
    return (bits ^ ((bits >> 31) & 0x7fffffff)) >> SHIFT;
  }

  /** The least number of a bucket. */
  static double edge(int bucket) {
    int key = bucket << SHIFT;
    return Float.intBitsToFloat(key ^ ((key >> 31) & 0x7fffffff));
  }

  @Override
  public ColumnScan merge(ColumnScan other) {
    NumericScan numbers = (NumericScan) other;
    rows += numbers.rows;
    nulls += numbers.nulls;
    sum(trainNulls, numbers.trainNulls);
    least = Math.min(least, numbers.least);
    greatest = Math.max(greatest, numbers.greatest);
    numbers.pages.forEach((number, page) -> pages.merge(number, page, NumericScan::sum));
    return this;
  }

  private static long[] sum(long[] one, long[] other) {
    for (int i = 0; i < one.length; i++) {
      one[i] += other[i];
    }
    return one;
  }

  /** Edges are the buckets of the deciles, of which equal ones are one. */
  @Override
  public Optional<Histogram> histogram() {
    TreeSet<Double> edges = new TreeSet<>();
    Cursor cursor = new Cursor();
    long below = 0;
    int decile = 1;
    while (cursor.next()) {
      below += cursor.count(0);
      while (decile < DECILES && below * DECILES >= decile * rows) {
        edges.add(edge(cursor.bucket()));
        decile++;
      }
    }
    edges.removeIf(edge -> !Double.isFinite(edge));
    List<Double> ends = new ArrayList<>(edges);
    return Optional.of(new Histogram.Numeric(ends, counts(ends), nulls));
  }

  private List<Long> counts(List<Double> edges) {
    long[] counts = new long[edges.size() + 1];
    Cursor cursor = new Cursor();
    int reached = 0;
    while (cursor.next()) {
      while (reached < edges.size() && edge(cursor.bucket()) >= edges.get(reached)) {
        reached++;
      }
      counts[reached] += cursor.count(0);
    }
    List<Long> all = new ArrayList<>();
    for (long count : counts) {
      all.add(count);
    }
    return all;
  }

  @Override
  public boolean constant() {
    return rows == 0 || (nulls == 0 && least == greatest);
  }

  @Override
  public double rocAuc() {
    Pairs pairs = new Pairs();
    pairs.add((double) trainNulls[1], (double) trainNulls[0]);
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      pairs.add((double) cursor.count(2), (double) cursor.count(1));
    }
    double auc = pairs.rocAuc();
    return Math.max(auc, 1 - auc);
  }

  @Override
  public double errorsTakenAway() {
    long[] totals = trainNulls.clone();
    Cursor cursor = new Cursor();
    while (cursor.next()) {
      for (int i = 0; i < totals.length; i++) {
        totals[i] += cursor.count(1 + i);
      }
    }
    LeftOut told = new LeftOut(totals);
    told.add(trainNulls, 0);
    Cursor again = new Cursor();
    while (again.next()) {
      told.add(again.page, again.at * kinds + 1);
    }
    return told.errorsTakenAway();
  }

  /** Walks over the buckets that have rows, in ascending order. */
  private final class Cursor {

    private final Iterator<Map.Entry<Integer, long[]>> left = pages.entrySet().iterator();
    private long[] page = new long[0];
    private int first;
    private int at = -1;

    boolean next() {
      do {
        at++;
        if (at * kinds >= page.length) {
          if (!left.hasNext()) {
            return false;
          }
          Map.Entry<Integer, long[]> entry = left.next();
          first = entry.getKey() * PAGE;
          page = entry.getValue();
          at = 0;
        }
      } while (page[at * kinds] == 0);
      return true;
    }

    int bucket() {
      return first + at;
    }

    long count(int kind) {
      return page[at * kinds + kind];
    }
  }
}
