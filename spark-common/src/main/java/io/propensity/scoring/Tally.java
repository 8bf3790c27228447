package io.propensity.scoring;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** Counts of rows; two of them become one by {@link #merge}. */
final class Tally implements Serializable {

  private static final long serialVersionUID = 1L;

  final long[] scores;
  final long[][] features; // by feature, then by bucket; the last bucket is for missing values
  final Map<String, Long> rejected = new TreeMap<>();
  long rows;
  long scored;
  double sum;
  private final ScoreQuantiles quantiles = new ScoreQuantiles();

  Tally(TallyPlan plan) {
    scores = new long[plan.scoreBuckets()];
    features =
        plan.features().stream().map(bucket -> new long[bucket.count() + 1]).toArray(long[][]::new);
  }

  void addScore(double score) {
    sum += score;
    quantiles.add(score);
  }

  ScoreQuantiles quantiles() {
    return quantiles;
  }

  void merge(Tally other) {
    rows += other.rows;
    scored += other.scored;
    sum += other.sum;
    quantiles.merge(other.quantiles);
    other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
    add(scores, other.scores);
    for (int i = 0; i < features.length; i++) {
      add(features[i], other.features[i]);
    }
  }

  private static void add(long[] to, long[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }
}
