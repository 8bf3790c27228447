package io.propensity.prediction.ranking;

import io.propensity.scoring.InternalRows;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The last row of the first N, when rows are ranked by score, the greatest first, and those of
 * equal scores by the hash of their key: so that N rows are N rows, and the same ones every time.
 *
 * @param score of that row
 * @param hash of that row's key
 */
record Cut(double score, long hash) {

  /** Before any row. */
  static final Cut NONE = new Cut(Double.POSITIVE_INFINITY, Long.MIN_VALUE);

  /** After all rows. */
  static final Cut ALL = new Cut(Double.NEGATIVE_INFINITY, Long.MAX_VALUE);

  /**
   * Where the first {@code ranks[i]} of the rows end.
   *
   * @param score DOUBLE without NULL
   * @param hash BIGINT without NULL
   * @param rows how many rows there are
   */
  static List<Cut> of(Dataset<Row> table, Column score, Column hash, long[] ranks, long rows) {
    long[] inside =
        Arrays.stream(ranks).filter(rank -> rank > 0 && rank < rows).distinct().toArray();
    RankSelection.Selected[] found =
        inside.length == 0
            ? new RankSelection.Selected[0]
            : RankSelection.of(
                InternalRows.of(table.select(score)), row -> descending(row.getDouble(0)), inside);
    Cut[] cuts = new Cut[inside.length];
    for (int i = 0; i < inside.length; i++) {
      double at = score(found[i].value());
      cuts[i] = new Cut(at, hash(table, score, hash, at, found[i]));
    }
    return Arrays.stream(ranks)
        .mapToObj(rank -> rank <= 0 ? NONE : rank >= rows ? ALL : cuts[indexOf(inside, rank)])
        .toList();
  }

  private static int indexOf(long[] values, long value) {
    int at = 0;
    while (values[at] != value) {
      at++;
    }
    return at;
  }

  /** Of rows with the same score, the hash of the last one that is still within. */
  private static long hash(
      Dataset<Row> table, Column score, Column hash, double at, RankSelection.Selected found) {
    if (found.place() == found.alike()) {
      return Long.MAX_VALUE;
    }
    JavaRDD<InternalRow> tied = InternalRows.of(table.filter(score.equalTo(at)).select(hash));
    long[] rank = {found.place()};
    return RankSelection.of(tied, row -> row.getLong(0) ^ Long.MIN_VALUE, rank)[0].value()
        ^ Long.MIN_VALUE;
  }

  /** Whether a row is within. */
  Column within(Column scores, Column hashes) {
    return scores.gt(score).or(scores.equalTo(score).and(hashes.leq(hash)));
  }

  /** 64 bits that grow, compared without a sign, as the number falls; -0.0 is 0.0. */
  static long descending(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return ~(bits ^ ((bits >> 63) | Long.MIN_VALUE));
  }

  /** The number of {@link #descending}. */
  static double score(long descending) {
    long bits = ~descending;
    return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
  }
}
