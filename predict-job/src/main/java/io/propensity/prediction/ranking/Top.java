package io.propensity.prediction.ranking;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of the greatest scores. */
public final class Top {

  private Top() {}

  /**
   * Whether a row is one of the first {@code count}; of those with the same score the hash decides,
   * as in {@link Segments}.
   */
  public static Column of(Dataset<Row> table, Column score, Column hash, long count, long rows) {
    return Cut.of(table, score, hash, new long[] {count}, rows).get(0).within(score, hash);
  }
}
