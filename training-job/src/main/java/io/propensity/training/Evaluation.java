package io.propensity.training;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.propensity.scoring.CatBoostScorer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * How good a model is.
 *
 * @param metrics by split, then by name: {@code rows}, {@code positive_rate}, {@code roc_auc},
 *     {@code log_loss} (natural, probabilities kept 1e-15 from 0 and 1), {@code accuracy} at 0.5
 */
record Evaluation(Map<String, Map<String, Double>> metrics) {

  private static final double CLIP = 1e-15;

  Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * Measures each split that has rows, in two Spark jobs.
   *
   * @param scored {@link Features#LABEL}, {@link Features#SPLIT} and the score
   */
  static Evaluation of(Dataset<Row> scored, TrainingRows rows) {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    Map<String, Row> averages = averages(scored);
    Map<String, Double> rocAucs = rocAucs(scored);
    for (SplitName split : SplitName.values()) {
      Row averaged = averages.get(split.label());
      if (rows.rows(split) > 0 && averaged != null) {
        double rocAuc = rocAucs.getOrDefault(split.label(), Double.NaN);
        metrics.put(split.label(), measure(averaged, rocAuc));
      }
    }
    return new Evaluation(metrics);
  }

  double metric(SplitName split, String name) {
    return metrics.getOrDefault(split.label(), Map.of()).getOrDefault(name, Double.NaN);
  }

  /** By split: its name, rows, positive rate, log loss, accuracy; in one Spark job for all. */
  private static Map<String, Row> averages(Dataset<Row> scored) {
    Column label = col(Features.LABEL);
    Column score = col(CatBoostScorer.SCORE);
    Column ofTruth = when(label.equalTo(1), score).otherwise(lit(1.0).minus(score));
    Column clipped = least(greatest(ofTruth, lit(CLIP)), lit(1 - CLIP));
    Column right = score.geq(0.5).equalTo(label.equalTo(1));
    return scored
        .groupBy(col(Features.SPLIT))
        .agg(
            count(lit(1)).cast("double"),
            avg(label),
            avg(log(clipped).multiply(-1)),
            avg(when(right, 1.0).otherwise(0.0)))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row));
  }

  private static Map<String, Double> measure(Row averaged, double rocAuc) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("rows", averaged.getDouble(1));
    metrics.put("positive_rate", averaged.getDouble(2));
    metrics.put("roc_auc", rocAuc);
    metrics.put("log_loss", averaged.getDouble(3));
    metrics.put("accuracy", averaged.getDouble(4));
    return Collections.unmodifiableMap(metrics);
  }

  /**
   * Exact, by split, in one Spark job for all: of all pairs of a positive and a negative row the
   * share in which the positive one has the higher score, equal scores counting half.
   */
  private static Map<String, Double> rocAucs(Dataset<Row> scored) {
    Column score = col(CatBoostScorer.SCORE);
    Column below =
        sum("negative")
            .over(
                Window.partitionBy(col(Features.SPLIT))
                    .orderBy(score)
                    .rowsBetween(Window.unboundedPreceding(), Window.currentRow()))
            .minus(col("negative").multiply(0.5));
    Column positive = count_if(col(Features.LABEL).equalTo(1)).cast("double");
    Column negative = count_if(col(Features.LABEL).equalTo(0)).cast("double");
    return scored
        .groupBy(col(Features.SPLIT), score)
        .agg(positive.as("positive"), negative.as("negative"))
        .select(col(Features.SPLIT), col("positive"), col("negative"), below.as("below"))
        .groupBy(col(Features.SPLIT))
        .agg(sum(col("positive").multiply(col("below"))), sum("positive"), sum("negative"))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0),
                row -> row.getDouble(1) / (row.getDouble(2) * row.getDouble(3))));
  }
}
