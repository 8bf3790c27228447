package io.propensity.evaluation.ranking;

import io.propensity.evaluation.fold.Folding;
import io.propensity.evaluation.fold.SortedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of one or more slices in the order of their scores, which have been shuffled once. A slice
 * is named by a number from 0 on; a row that is in several is there several times.
 */
public final class RankedRows {

  static final int SLICE = 0;
  static final int LABEL = 1;
  static final int SCORE = 2;
  static final int WEIGHT = 3;

  private final int slices;
  private final SortedRows sorted;
  private final List<ClassWeights> partitions;
  private final ClassWeights all;

  private RankedRows(int slices, SortedRows sorted) {
    this.slices = slices;
    this.sorted = sorted;
    int count = slices;
    this.partitions = sorted.each(() -> new ClassWeights(count));
    this.all = new ClassWeights(slices);
    partitions.forEach(all::merge);
  }

  /**
   * Sorts, and counts each slice's classes.
   *
   * @param label 1 for a positive row, 0 for another; INT
   * @param count of the rows, about
   */
  public static RankedRows of(
      Dataset<Row> rows,
      Column slice,
      Column label,
      Column score,
      Column weight,
      int slices,
      long count) {
    Dataset<Row> four =
        rows.select(
            slice.cast("int").as("slice"),
            label.cast("int").as("label"),
            score.cast("double").as("score"),
            weight.cast("double").as("weight"));
    return new RankedRows(slices, new SortedRows(four, "score", count));
  }

  /** The ranking of each slice, in one Spark job. */
  public List<Ranking> rankings(RankingPlan plan) {
    List<ClassWeights> below = new ArrayList<>();
    ClassWeights so = new ClassWeights(slices);
    for (ClassWeights partition : partitions) {
      below.add(so.copy());
      so.merge(partition);
    }
    int count = slices;
    ClassWeights total = all;
    Folding.NumberedStart<RankingFold> start =
        number -> new RankingFold(plan, count, below.get(number), total);
    return sorted.all(start).rankings(all);
  }
}
