package io.propensity.evaluation;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.propensity.features.Features;
import io.propensity.scoring.Scorer;
import io.propensity.split.SplitName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How good a model is.
 *
 * @param metrics by split, then by name: {@code rows}, {@code positive_rate}, {@code roc_auc},
 *     {@code log_loss} (natural, probabilities kept 1e-15 from 0 and 1), {@code accuracy} at 0.5
 * @param rankings of the splits that have rows
 */
public record Evaluation(
    Map<String, Map<String, Double>> metrics, Map<SplitName, Ranking> rankings) {

  private static final double CLIP = 1e-15;

  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    rankings = Collections.unmodifiableMap(new EnumMap<>(rankings));
  }

  /**
   * Measures each split that has rows, which must be of both classes.
   *
   * @param scored {@link Features#LABEL}, {@link SplitName#COLUMN} and the score
   */
  public static Evaluation of(Dataset<Row> scored) {
    Map<SplitName, Row> averages = averages(scored);
    Map<SplitName, Ranking.Group> totals = new EnumMap<>(SplitName.class);
    averages.forEach((split, averaged) -> totals.put(split, total(averaged)));
    Map<SplitName, Ranking> rankings = Ranking.of(scored, totals);
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    rankings.forEach(
        (split, ranking) ->
            metrics.put(
                split.label(), measure(Objects.requireNonNull(averages.get(split)), ranking)));
    return new Evaluation(metrics, rankings);
  }

  /** How a split that has rows is ranked. */
  public Ranking ranking(SplitName split) {
    return Objects.requireNonNull(rankings.get(split));
  }

  public double metric(SplitName split, String name) {
    return metrics.getOrDefault(split.label(), Map.of()).getOrDefault(name, Double.NaN);
  }

  /**
   * By split: its name, rows, positive rate, log loss, accuracy, positives; in one Spark job for
   * all.
   */
  private static Map<SplitName, Row> averages(Dataset<Row> scored) {
    Column label = col(Features.LABEL);
    Column score = col(Scorer.SCORE);
    Column ofTruth = when(label.equalTo(1), score).otherwise(lit(1.0).minus(score));
    Column clipped = least(greatest(ofTruth, lit(CLIP)), lit(1 - CLIP));
    Column right = score.geq(0.5).equalTo(label.equalTo(1));
    return scored
        .groupBy(col(SplitName.COLUMN))
        .agg(
            count(lit(1)).cast("double"),
            avg(label),
            avg(log(clipped).multiply(-1)),
            avg(when(right, 1.0).otherwise(0.0)),
            sum(label.cast("double")))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> SplitName.labelled(row.getString(0)), row -> row));
  }

  private static Ranking.Group total(Row averaged) {
    double rows = averaged.getDouble(1);
    double positives = averaged.getDouble(5);
    return new Ranking.Group(positives, rows - positives, Double.NaN);
  }

  private static Map<String, Double> measure(Row averaged, Ranking ranking) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("rows", averaged.getDouble(1));
    metrics.put("positive_rate", averaged.getDouble(2));
    metrics.put("roc_auc", ranking.rocAuc());
    metrics.put("log_loss", averaged.getDouble(3));
    metrics.put("accuracy", averaged.getDouble(4));
    return Collections.unmodifiableMap(metrics);
  }
}
