package io.propensity.evaluation.ranking;

import io.propensity.evaluation.fold.Fold;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** One partition's part of the ranking of all slices. */
final class RankingFold implements Fold<RankingFold> {

  private static final long serialVersionUID = 1L;

  private final SliceRanking[] slices;

  /**
   * Begins a partition.
   *
   * @param below all rows of lower scores
   */
  RankingFold(RankingPlan plan, int slices, ClassWeights below, ClassWeights all) {
    this.slices = new SliceRanking[slices];
    for (int i = 0; i < slices; i++) {
      this.slices[i] = new SliceRanking(plan, i, below, all);
    }
  }

  @Override
  public void add(InternalRow row) {
    slices[row.getInt(RankedRows.SLICE)].add(
        row.getInt(RankedRows.LABEL) == 1,
        row.getDouble(RankedRows.SCORE),
        row.getDouble(RankedRows.WEIGHT));
  }

  @Override
  public void end() {
    for (SliceRanking slice : slices) {
      slice.end();
    }
  }

  @Override
  public RankingFold merge(RankingFold other) {
    for (int i = 0; i < slices.length; i++) {
      slices[i].merge(other.slices[i]);
    }
    return this;
  }

  List<Ranking> rankings(ClassWeights all) {
    List<Ranking> rankings = new ArrayList<>();
    for (int i = 0; i < slices.length; i++) {
      rankings.add(slices[i].ranking(all, i));
    }
    return rankings;
  }
}
