package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.propensity.features.Features;
import io.propensity.scoring.Scorer;
import io.propensity.split.SplitName;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * How well scores tell a split's positive rows from its negative ones.
 *
 * @param rocAuc exact: of all pairs of a positive and a negative row the share in which the
 *     positive one has the higher score, equal scores counting half
 * @param groups the rows in the order of their scores, the highest first, cut at each hundredth of
 *     the rows and, since positives may be rare, at each hundredth of the positives; rows of one
 *     score are in one group
 */
public record Ranking(double rocAuc, List<Group> groups) {

  private static final int CUTS = 100;

  public Ranking {
    groups = List.copyOf(groups);
  }

  /**
   * Rows that follow each other when ranked.
   *
   * @param scores their sum
   */
  public record Group(double positives, double negatives, double scores) {

    double rows() {
      return positives + negatives;
    }

    Group plus(Group other) {
      return new Group(
          positives + other.positives, negatives + other.negatives, scores + other.scores);
    }
  }

  /**
   * Ranks each split's rows, by one aggregation for all.
   *
   * @param totals of each split that is ranked; their scores are not read
   */
  public static Map<SplitName, Ranking> of(Dataset<Row> scored, Map<SplitName, Group> totals) {
    List<Row> groups = groups(scored, totals);
    Map<SplitName, Ranking> rankings = new EnumMap<>(SplitName.class);
    totals.forEach((split, total) -> rankings.put(split, of(groups, split, total)));
    return rankings;
  }

  private static Ranking of(List<Row> groups, SplitName split, Group total) {
    List<Row> own =
        groups.stream()
            .filter(row -> row.getString(0).equals(split.label()))
            .sorted(Comparator.comparingLong(row -> row.getLong(1)))
            .toList();
    double won = own.stream().mapToDouble(row -> row.getDouble(5)).sum();
    return new Ranking(
        won / (total.positives * total.negatives),
        own.stream()
            .map(row -> new Group(row.getDouble(2), row.getDouble(3), row.getDouble(4)))
            .toList());
  }

  /**
   * By split and group, in any order: positives, negatives, sum of scores, pairs that a positive
   * row wins.
   */
  private static List<Row> groups(Dataset<Row> scored, Map<SplitName, Group> totals) {
    Column split = col(SplitName.COLUMN);
    Column score = col(Scorer.SCORE);
    Column positives = col("positives");
    Column size = positives.plus(col("negatives"));
    Column group =
        hundredth(middle(size), ofSplit(split, totals, Group::rows))
            .plus(hundredth(middle(positives), ofSplit(split, totals, Group::positives)));
    Column won = col("negatives").multiply(middle(positives));
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
        .collectAsList();
  }

  private static Column labelled(int label) {
    return count_if(col(Features.LABEL).equalTo(label)).cast("double");
  }

  /** The sum over the split's rows of a higher score, and half of those of the same score. */
  private static Column middle(Column count) {
    return sum(count)
        .over(
            Window.partitionBy(col(SplitName.COLUMN))
                .orderBy(col(Scorer.SCORE).desc())
                .rowsBetween(Window.unboundedPreceding(), Window.currentRow()))
        .minus(count.divide(2));
  }

  private static Column hundredth(Column middle, Column total) {
    return floor(middle.divide(total).multiply(CUTS));
  }

  private static Column ofSplit(
      Column split, Map<SplitName, Group> totals, ToDoubleFunction<Group> count) {
    Column value = lit(null).cast("double");
    for (Map.Entry<SplitName, Group> total : totals.entrySet()) {
      double ofThis = count.applyAsDouble(total.getValue());
      value = when(split.equalTo(total.getKey().label()), ofThis).otherwise(value);
    }
    return value;
  }
}
