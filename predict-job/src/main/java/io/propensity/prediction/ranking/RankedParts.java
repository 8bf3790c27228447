package io.propensity.prediction.ranking;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A ranking cut into parts of as many rows each as can be: deciles, thirds. */
public final class RankedParts {

  private RankedParts() {}

  /**
   * INT: the part of each row, 1 for the greatest scores; of those with the same score the hash
   * decides, as in {@link Segments}.
   *
   * @param table read once for every 16 bits of a score
   * @param rows how many there are
   */
  public static Column of(Dataset<Row> table, Column score, Column hash, int parts, long rows) {
    long[] ranks =
        LongStream.range(1, parts).map(i -> Math.round((double) i * rows / parts)).toArray();
    List<Cut> cuts = Cut.of(table, score, hash, ranks, rows);
    Column part = lit(parts);
    for (int i = cuts.size() - 1; i >= 0; i--) {
      part = when(cuts.get(i).within(score, hash), lit(i + 1)).otherwise(part);
    }
    return part;
  }
}
