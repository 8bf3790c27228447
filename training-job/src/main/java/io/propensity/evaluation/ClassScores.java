package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import io.propensity.features.Features;
import io.propensity.scoring.Scorer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many rows of each class have which score.
 *
 * @param counts by class, the negative one first; in {@value #BUCKETS} buckets of equal width on
 *     [0, 1]: fine enough for scores that are all small
 */
public record ClassScores(Map<String, List<Long>> counts) {

  public static final int BUCKETS = 1_000;

  public ClassScores {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /**
   * Counts in one Spark job.
   *
   * @param classes the negative one, the positive one
   */
  public static ClassScores of(Dataset<Row> scored, List<String> classes) {
    Map<String, List<Long>> counts = new LinkedHashMap<>();
    List<Row> rows =
        scored
            .groupBy(
                col(Features.LABEL),
                least(floor(col(Scorer.SCORE).multiply(BUCKETS)), lit(BUCKETS - 1L)))
            .count()
            .collectAsList();
    for (int label = 0; label < classes.size(); label++) {
      counts.put(classes.get(label), counts(rows, label));
    }
    return new ClassScores(counts);
  }

  /** The highest score that any row may have, as far as the buckets tell. */
  public double max() {
    int last = 0;
    for (List<Long> buckets : counts.values()) {
      for (int i = 0; i < buckets.size(); i++) {
        last = buckets.get(i) > 0 ? Math.max(last, i) : last;
      }
    }
    return (last + 1.0) / BUCKETS;
  }

  private static List<Long> counts(List<Row> rows, int label) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(BUCKETS, 0L));
    rows.stream()
        .filter(row -> row.getInt(0) == label)
        .forEach(row -> counts.set((int) row.getLong(1), row.getLong(2)));
    return List.copyOf(counts);
  }
}
