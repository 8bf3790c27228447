package io.propensity.outcomes.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.propensity.scoring.InternalRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Of all pairs of a responder and another user the share in which the responder has the higher
 * score, equal scores counting half: exact, from one distributed sort, of which a few numbers a
 * partition come to the driver. Mann and Whitney, On a test of whether one of two random variables
 * is stochastically larger than the other, 1947.
 */
final class RocAuc {

  private static final long ROWS_A_PARTITION = 250_000;
  private static final long MOST_PARTITIONS = 2_000;

  private RocAuc() {}

  /**
   * What one partition holds.
   *
   * @param pairs of its own, in which the responder has the higher score
   */
  private record Part(long responders, long others, double pairs) implements Serializable {}

  /**
   * Sorts and counts.
   *
   * @param score DOUBLE without NULL
   * @param responded BOOLEAN without NULL
   * @param count of the rows, about
   * @return empty where all or none responded
   */
  static OptionalDouble of(Dataset<Row> rows, Column score, Column responded, long count) {
    int partitions =
        (int) Math.min(MOST_PARTITIONS, (count + ROWS_A_PARTITION - 1) / ROWS_A_PARTITION);
    // Added to 0.0, -0.0 is 0.0.
    Dataset<Row> chosen =
        rows.select(score.plus(lit(0.0)).as("_score"), responded.as("_responded"));
    Dataset<Row> parted =
        partitions <= 1 ? chosen.coalesce(1) : chosen.repartitionByRange(partitions, col("_score"));
    List<Part> parts =
        InternalRows.of(parted.sortWithinPartitions(col("_score")))
            .mapPartitions(partition -> List.of(part(partition)).iterator())
            .collect();
    long responders = 0;
    long others = 0;
    double pairs = 0;
    for (Part part : parts) {
      pairs += part.pairs() + (double) part.responders() * others;
      responders += part.responders();
      others += part.others();
    }
    return responders == 0 || others == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(pairs / responders / others);
  }

  /** Rows of one score follow each other, and are in one partition. */
  private static Part part(Iterator<InternalRow> rows) {
    long responders = 0;
    long others = 0;
    double pairs = 0;
    double score = Double.NaN;
    long alikeResponders = 0;
    long alikeOthers = 0;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (row.getDouble(0) != score) {
        pairs += alikeResponders * (others + alikeOthers / 2.0);
        responders += alikeResponders;
        others += alikeOthers;
        alikeResponders = 0;
        alikeOthers = 0;
        score = row.getDouble(0);
      }
      if (row.getBoolean(1)) {
        alikeResponders++;
      } else {
        alikeOthers++;
      }
    }
    pairs += alikeResponders * (others + alikeOthers / 2.0);
    return new Part(responders + alikeResponders, others + alikeOthers, pairs);
  }
}
