package io.propensity.prediction.ranking;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Finds the values of given ranks among many, exactly, without sorting them: each of four rounds
 * counts the values by their next 16 bits, so that nothing grows with the rows but the time.
 */
final class RankSelection {

  private static final int DIGIT = 16;
  private static final int DIGITS = 1 << DIGIT;

  private RankSelection() {}

  /** What is selected by: a number of 64 bits for each row, compared without a sign. */
  interface Order extends Serializable {
    long of(InternalRow row);
  }

  /**
   * The value of one rank.
   *
   * @param place the rank among the values that are alike, from 1
   * @param alike how many values are alike
   */
  record Selected(long value, long place, long alike) {}

  /**
   * Selects by rank.
   *
   * @param ranks from 1 to the number of rows
   */
  static Selected[] of(JavaRDD<InternalRow> rows, Order order, long[] ranks) {
    long[] prefixes = new long[ranks.length];
    long[] places = ranks.clone();
    long[] alike = new long[ranks.length];
    for (int shift = Long.SIZE - DIGIT; shift >= 0; shift -= DIGIT) {
      long[] counts = count(rows, order, prefixes, shift);
      for (int i = 0; i < ranks.length; i++) {
        int digit = i * DIGITS;
        while (places[i] > counts[digit]) {
          places[i] -= counts[digit++];
        }
        prefixes[i] = (prefixes[i] << DIGIT) | (digit - i * DIGITS);
        alike[i] = counts[digit];
      }
    }
    Selected[] selected = new Selected[ranks.length];
    Arrays.setAll(selected, i -> new Selected(prefixes[i], places[i], alike[i]));
    return selected;
  }

  /** The rows by the digit at {@code shift}, of those that begin as a prefix does. */
  private static long[] count(JavaRDD<InternalRow> rows, Order order, long[] prefixes, int shift) {
    int size = prefixes.length * DIGITS;
    return rows.mapPartitions(
            partition -> {
              long[] counts = new long[size];
              while (partition.hasNext()) {
                long value = order.of(partition.next());
                int digit = (int) (value >>> shift) & (DIGITS - 1);
                for (int i = 0; i < prefixes.length; i++) {
                  if (begins(value, shift + DIGIT, prefixes[i])) {
                    counts[i * DIGITS + digit]++;
                  }
                }
              }
              return List.of(counts).iterator();
            })
        .treeReduce(
            (sum, more) -> {
              for (int i = 0; i < sum.length; i++) {
                sum[i] += more[i];
              }
              return sum;
            });
  }

  private static boolean begins(long value, int bits, long prefix) {
    return bits == Long.SIZE || value >>> bits == prefix;
  }
}
