package io.propensity.scoring;

import io.propensity.report.ScoreDecile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantiles of scores, from counts in buckets that are a 1,024th to a 2,048th of their values wide.
 * The same scores give the same quantiles, whatever their order and partitions; a sketch that
 * throws values away at random does not.
 */
final class ScoreQuantiles implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A page is a sign and an exponent, a bucket within it the mantissa's first bits. */
  private static final int PAGES = 1 << 12;

  private static final int BITS = 10;
  private static final int PAGE = 1 << BITS;
  private static final int SHIFT = Long.SIZE - 12 - BITS;

  private final long[][] pages = new long[PAGES][];
  private long count;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  /** Counts a score, which is a number. */
  void add(double score) {
    count++;
    least = Math.min(least, score);
    greatest = Math.max(greatest, score);
    int bucket = (int) (order(score) >>> SHIFT);
    page(bucket >>> BITS)[bucket & (PAGE - 1)]++;
  }

  void merge(ScoreQuantiles other) {
    count += other.count;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    for (int number = 0; number < PAGES; number++) {
      long[] more = other.pages[number];
      for (int i = 0; more != null && i < PAGE; i++) {
        page(number)[i] += more[i];
      }
    }
  }

  /**
   * The score that so much of all scores does not exceed: the least one of 0, the greatest of 1.
   *
   * @throws IllegalStateException when nothing was counted
   */
  double quantile(double share) {
    if (count == 0) {
      throw new IllegalStateException("No score was counted");
    }
    if (share <= 0) {
      return least;
    }
    long rank = (long) Math.ceil(share * count);
    long below = 0;
    for (int number = 0; number < PAGES; number++) {
      long[] page = pages[number];
      for (int i = 0; page != null && i < PAGE; i++) {
        below += page[i];
        if (below >= rank) {
          return rank == count ? greatest : within(((long) number << BITS) + i);
        }
      }
    }
    return greatest;
  }

  /**
   * Tenths of the scores, the greatest first; a tenth that would have none is left out.
   *
   * @return with values that are as exact as {@link #quantile}: the greatest and the least of all
   *     are themselves
   */
  List<ScoreDecile> deciles() {
    List<ScoreDecile> deciles = new ArrayList<>();
    Tenths tenths = new Tenths(deciles);
    for (int number = PAGES - 1; number >= 0; number--) {
      long[] page = pages[number];
      for (int i = PAGE - 1; page != null && i >= 0; i--) {
        if (page[i] > 0) {
          tenths.add(within(((long) number << BITS) + i), page[i]);
        }
      }
    }
    return deciles;
  }

  /** Deals scores that come in descending order into tenths. */
  private final class Tenths {

    private static final int TENTHS = 10;

    private final List<ScoreDecile> full;
    private long dealt;
    private long rows;
    private double sum;
    private double first = greatest;

    Tenths(List<ScoreDecile> full) {
      this.full = full;
    }

    void add(double score, long times) {
      long left = times;
      while (left > 0) {
        int tenth = (int) (dealt * TENTHS / count);
        long end = (count * (tenth + 1) + TENTHS - 1) / TENTHS;
        long taken = Math.min(left, end - dealt);
        first = rows == 0 && dealt > 0 ? score : first;
        rows += taken;
        sum += taken * score;
        dealt += taken;
        left -= taken;
        if (dealt == end) {
          double last = end == count ? least : score;
          full.add(new ScoreDecile(tenth + 1, rows, sum / rows, last, first));
          rows = 0;
          sum = 0;
        }
      }
    }
  }

  /** The middle of a bucket, or what was counted nearest to it. */
  private double within(long bucket) {
    double low = value(bucket << SHIFT);
    double high = value((bucket << SHIFT) + (1L << SHIFT) - 1);
    return Math.max(least, Math.min(greatest, low + (high - low) / 2));
  }

  private long[] page(int number) {
    long[] page = pages[number];
    if (page == null) {
      page = new long[PAGE];
      pages[number] = page;
    }
    return page;
  }

  /** Bits that stand, without a sign, in the order of the numbers; 0 and -0 are one. */
  private static long order(double score) {
    long bits = Double.doubleToLongBits(score + 0.0);
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }

  private static double value(long order) {
    return Double.longBitsToDouble(order < 0 ? order ^ Long.MIN_VALUE : ~order);
  }
}
