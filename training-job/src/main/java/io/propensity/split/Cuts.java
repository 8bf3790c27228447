package io.propensity.split;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Exact order statistics of whole numbers by group: the same whatever the partitions and the order
 * of the rows. Values are counted in buckets of a power of two that get narrower round by round, so
 * that no more than a bounded number of counts comes to the driver; a table of up to 100,000 rows
 * takes two Spark jobs.
 */
final class Cuts {

  private static final long DIRECT = 100_000;
  private static final int BITS = 12;

  /**
   * A place to cut at.
   *
   * @param value the value at the wanted rank
   * @param below how many values of the group are smaller
   * @param through how many are smaller or equal
   */
  record Cut(long value, long below, long through) {}

  private record Open(int group, int index, long bucket, long below, long rank, long count) {}

  private final Dataset<Row> rows;
  private final Map<Integer, Cut[]> found = new TreeMap<>();
  private final Map<Integer, Long> sizes = new TreeMap<>();

  private Cuts(Dataset<Row> rows) {
    this.rows = rows;
  }

  /**
   * The values at the wanted ranks.
   *
   * @param group an INT that is never NULL
   * @param value a BIGINT that is never NULL
   * @param ranks by the size of a group: ranks from 0, each smaller than the size
   */
  static Cuts of(Dataset<Row> table, Column group, Column value, LongFunction<long[]> ranks) {
    Cuts cuts = new Cuts(table.select(group.as("g"), value.as("v")));
    cuts.find(ranks);
    return cuts;
  }

  /** How many rows each group has. */
  Map<Integer, Long> sizes() {
    return sizes;
  }

  /** The cuts of a group, in the order of their ranks. */
  List<Cut> of(int group) {
    Cut[] cuts = found.get(group);
    return cuts == null ? List.of() : List.of(cuts);
  }

  private void find(LongFunction<long[]> ranks) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    List<Open> open = new ArrayList<>();
    for (Row row : rows.groupBy("g").agg(count(lit(1)), min("v"), max("v")).collectAsList()) {
      int group = row.getInt(0);
      sizes.put(group, row.getLong(1));
      long[] wanted = ranks.apply(row.getLong(1));
      found.put(group, new Cut[wanted.length]);
      for (int i = 0; i < wanted.length; i++) {
        open.add(new Open(group, i, 0, 0, wanted[i], row.getLong(1)));
      }
      least = Math.min(least, row.getLong(2));
      most = Math.max(most, row.getLong(3));
    }
    if (!open.isEmpty()) {
      narrow(open, shift(least, most, sizes.size()));
    }
  }

  /** The widest buckets of which the range has a bounded number. */
  private static int shift(long least, long most, int groups) {
    int bits = Math.max(6, BITS - (32 - Integer.numberOfLeadingZeros(groups)));
    int shift = 0;
    while ((most >> shift) - (least >> shift) >= 1L << bits || overflows(most, least, shift)) {
      shift++;
    }
    return shift;
  }

  private static boolean overflows(long most, long least, int shift) {
    return (most >> shift) - (least >> shift) < 0;
  }

  private void narrow(List<Open> first, int widest) {
    List<Open> open = first;
    int before = -1; // No bucket yet: all rows.
    int shift = sizes.values().stream().mapToLong(Long::longValue).sum() <= DIRECT ? 0 : widest;
    while (true) {
      open = step(open, before, shift);
      if (shift == 0) {
        open.forEach(
            cut ->
                cuts(cut.group())[cut.index()] =
                    new Cut(cut.bucket(), cut.below(), cut.below() + cut.count()));
        return;
      }
      before = shift;
      long left = distinct(open).values().stream().mapToLong(Long::longValue).sum();
      shift = left <= DIRECT ? 0 : Math.max(0, shift - BITS);
    }
  }

  private Cut[] cuts(int group) {
    Cut[] cuts = found.get(group);
    return cuts == null ? new Cut[0] : cuts;
  }

  private List<Open> step(List<Open> open, int before, int shift) {
    Map<Integer, List<long[]>> counts = counts(open, before, shift);
    List<Open> next = new ArrayList<>();
    for (Open cut : open) {
      long below = cut.below();
      for (long[] bucket : counts.getOrDefault(cut.group(), List.of())) {
        if (before >= 0 && bucket[0] >> (before - shift) != cut.bucket()) {
          continue;
        }
        if (below + bucket[1] > cut.rank()) {
          next.add(new Open(cut.group(), cut.index(), bucket[0], below, cut.rank(), bucket[1]));
          break;
        }
        below += bucket[1];
      }
    }
    return next;
  }

  /** By group: buckets and how many values each has, ascending. */
  private Map<Integer, List<long[]>> counts(List<Open> open, int before, int shift) {
    Dataset<Row> looked = rows;
    if (before >= 0) {
      Object[] wanted =
          distinct(open).keySet().stream()
              .map(bucket -> struct(lit(bucket.group()), lit(bucket.bucket())))
              .toArray();
      looked = rows.filter(struct(rows.col("g"), shiftright(rows.col("v"), before)).isin(wanted));
    }
    Map<Integer, List<long[]>> counts = new LinkedHashMap<>();
    for (Row row :
        looked
            .groupBy(looked.col("g"), shiftright(looked.col("v"), shift).as("b"))
            .agg(count(lit(1)))
            .collectAsList()) {
      counts
          .computeIfAbsent(row.getInt(0), group -> new ArrayList<>())
          .add(new long[] {row.getLong(1), row.getLong(2)});
    }
    counts.values().forEach(buckets -> buckets.sort(Comparator.comparingLong(each -> each[0])));
    return counts;
  }

  private record Bucket(int group, long bucket) {}

  private static Map<Bucket, Long> distinct(List<Open> open) {
    Map<Bucket, Long> buckets = new LinkedHashMap<>();
    open.forEach(cut -> buckets.put(new Bucket(cut.group(), cut.bucket()), cut.count()));
    return buckets;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    found.forEach((group, cuts) -> text.append(group).append(Arrays.toString(cuts)));
    return text.toString();
  }
}
