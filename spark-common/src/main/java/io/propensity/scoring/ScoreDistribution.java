package io.propensity.scoring;

import io.propensity.model.Histogram;
import io.propensity.report.ScoreSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How scores are spread: quantiles, and counts in 20 buckets of equal width on [0, 1], or of a
 * regression between the deciles of the training. Both jobs describe scores in this way, so that a
 * campaign's can be held against the training's.
 *
 * @param summary empty when there is no score
 */
public record ScoreDistribution(long count, Optional<ScoreSummary> summary) {

  private static final int BUCKETS = 20;
  private static final double[] DECILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  private static final List<String> QUANTILES =
      List.of("min", "p10", "p25", "p50", "p75", "p90", "max");
  private static final double[] SHARES = {0, 0.1, 0.25, 0.5, 0.75, 0.9, 1};
  private static final int ACCURACY = 10_000;

  /** Counts probabilities in one pass over the column {@link Scorer#SCORE}. */
  public static ScoreDistribution of(Dataset<Row> predictions) {
    Column bucket =
        functions.least(
            functions.floor(predictions.col(Scorer.SCORE).multiply(BUCKETS)),
            functions.lit((long) BUCKETS - 1));
    List<Column> inBucket =
        IntStream.range(0, BUCKETS).mapToObj(i -> bucket.equalTo(functions.lit((long) i))).toList();
    List<Double> edges =
        DoubleStream.iterate(1, i -> i < BUCKETS, i -> i + 1)
            .map(i -> i / BUCKETS)
            .boxed()
            .toList();
    return of(predictions, inBucket, edges);
  }

  /**
   * Counts values of a regression, in one pass.
   *
   * @param edges ascending, between the buckets
   */
  public static ScoreDistribution of(Dataset<Row> predictions, List<Double> edges) {
    Column score = predictions.col(Scorer.SCORE);
    List<Column> inBucket = new ArrayList<>();
    for (int i = 0; i <= edges.size(); i++) {
      Column in = functions.lit(true);
      in = i == 0 ? in : in.and(score.geq(edges.get(i - 1)));
      inBucket.add(i == edges.size() ? in : in.and(score.lt(edges.get(i))));
    }
    return of(predictions, inBucket, edges);
  }

  /** Deciles of the scores that differ, ascending: edges for {@link #of(Dataset, List)}. */
  public static List<Double> deciles(Dataset<Row> predictions) {
    Row row =
        predictions
            .agg(
                functions.percentile_approx(
                    predictions.col(Scorer.SCORE), functions.lit(DECILES), functions.lit(ACCURACY)))
            .head();
    List<Double> deciles = row.isNullAt(0) ? List.of() : row.getList(0);
    return deciles.stream().distinct().toList();
  }

  private static ScoreDistribution of(
      Dataset<Row> predictions, List<Column> inBucket, List<Double> edges) {
    Column score = predictions.col(Scorer.SCORE);
    List<Column> aggregates = new ArrayList<>();
    aggregates.add(functions.avg(score));
    aggregates.add(
        functions.percentile_approx(score, functions.lit(SHARES), functions.lit(ACCURACY)));
    inBucket.forEach(in -> aggregates.add(functions.count_if(in)));
    Row row =
        predictions
            .agg(functions.count(functions.lit(1)), aggregates.toArray(Column[]::new))
            .head();
    long count = row.getLong(0);
    return new ScoreDistribution(
        count, count == 0 ? Optional.empty() : Optional.of(summary(row, edges)));
  }

  private static ScoreSummary summary(Row row, List<Double> edges) {
    List<Double> values = row.getList(2);
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      quantiles.put(QUANTILES.get(i), values.get(i));
    }
    List<Long> counts =
        IntStream.rangeClosed(0, edges.size()).mapToObj(i -> row.getLong(3 + i)).toList();
    return new ScoreSummary(
        row.getDouble(1), quantiles, new Histogram.Numeric(edges, counts, 0), null);
  }
}
