package io.propensity.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.propensity.scoring.CatBoostScorer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * How well scores tell a split's positive rows from its negative ones.
 *
 * @param rocAuc exact: of all pairs of a positive and a negative row the share in which the
 *     positive one has the higher score, equal scores counting half
 * @param groups the rows in the order of their scores, the highest first, in at most {@value
 *     #GROUPS} groups of about equal size; rows of one score are in one group
 */
record Ranking(double rocAuc, List<Group> groups) {

  static final int GROUPS = 200;

  Ranking {
    groups = List.copyOf(groups);
  }

  /**
   * Rows that follow each other when ranked.
   *
   * @param scores their sum
   */
  record Group(double positives, double negatives, double scores) {

    double rows() {
      return positives + negatives;
    }

    Group plus(Group other) {
      return new Group(
          positives + other.positives, negatives + other.negatives, scores + other.scores);
    }
  }

  /**
   * Ranks each split's rows, in one Spark job for all.
   *
   * @param rows of each split, for those that are ranked
   */
  static Map<SplitName, Ranking> of(Dataset<Row> scored, Map<SplitName, Double> rows) {
    List<Row> groups = groups(scored, rows);
    Map<SplitName, Ranking> rankings = new EnumMap<>(SplitName.class);
    for (SplitName split : rows.keySet()) {
      rankings.put(
          split,
          of(groups.stream().filter(row -> row.getString(0).equals(split.label())).toList()));
    }
    return rankings;
  }

  private static Ranking of(List<Row> groups) {
    double positives = groups.stream().mapToDouble(row -> row.getDouble(2)).sum();
    double negatives = groups.stream().mapToDouble(row -> row.getDouble(3)).sum();
    double won = groups.stream().mapToDouble(row -> row.getDouble(5)).sum();
    return new Ranking(
        won / (positives * negatives),
        groups.stream()
            .map(row -> new Group(row.getDouble(2), row.getDouble(3), row.getDouble(4)))
            .toList());
  }

  /** By split and group: positives, negatives, sum of scores, pairs that a positive row wins. */
  private static List<Row> groups(Dataset<Row> scored, Map<SplitName, Double> rows) {
    Column split = col(Features.SPLIT);
    Column score = col(CatBoostScorer.SCORE);
    Column size = col("positives").plus(col("negatives"));
    Column middle = above(size).minus(size.divide(2));
    Column group = floor(middle.divide(total(split, rows)).multiply(GROUPS));
    Column won =
        col("negatives").multiply(above(col("positives")).minus(col("positives").divide(2)));
    return scored
        .groupBy(split, score)
        .agg(labelled(1).as("positives"), labelled(0).as("negatives"))
        .select(
            split,
            group.as("group"),
            col("positives"),
            col("negatives"),
            score.multiply(size).as("scores"),
            won.as("won"))
        .groupBy(split, col("group"))
        .agg(sum("positives"), sum("negatives"), sum("scores"), sum("won"))
        .orderBy(split, col("group"))
        .collectAsList();
  }

  private static Column labelled(int label) {
    return count_if(col(Features.LABEL).equalTo(label)).cast("double");
  }

  /** The sum over the rows of the split whose score is not lower. */
  private static Column above(Column count) {
    return sum(count)
        .over(
            Window.partitionBy(col(Features.SPLIT))
                .orderBy(col(CatBoostScorer.SCORE).desc())
                .rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
  }

  private static Column total(Column split, Map<SplitName, Double> rows) {
    Column total = lit(null).cast("double");
    for (Map.Entry<SplitName, Double> entry : rows.entrySet()) {
      total = when(split.equalTo(entry.getKey().label()), entry.getValue()).otherwise(total);
    }
    return total;
  }
}
