package io.propensity.evaluation.calibration;

import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.SortedRows;
import io.propensity.model.Calibration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The function that never falls and has the least squared distance from the labels, as
 * scikit-learn's {@code IsotonicRegression} finds it: by pooling adjacent violators. Pooling within
 * partitions first gives the same blocks, of which there are few.
 */
final class IsotonicFit implements Fold<IsotonicFit> {

  private static final long serialVersionUID = 1L;

  private final List<Block> blocks = new ArrayList<>();
  private @Nullable Block tie;

  private IsotonicFit() {}

  static Calibration of(Dataset<Row> rows) {
    SortedRows sorted = new SortedRows(rows, rows.columns()[1], rows.count());
    IsotonicFit whole = new IsotonicFit();
    sorted.each(IsotonicFit::new).forEach(whole::merge);
    return whole.calibration();
  }

  @Override
  public void add(InternalRow row) {
    double score = row.getDouble(1);
    if (tie == null || tie.highest() != score) {
      end();
      tie = new Block(score);
    }
    tie.add(row.getInt(0) == 1, row.getDouble(2));
  }

  @Override
  public void end() {
    if (tie != null) {
      push(tie);
      tie = null;
    }
  }

  @Override
  public IsotonicFit merge(IsotonicFit higher) {
    higher.blocks.forEach(this::push);
    return this;
  }

  private void push(Block next) {
    blocks.add(next);
    int last = blocks.size() - 1;
    while (last > 0 && blocks.get(last - 1).probability() >= blocks.get(last).probability()) {
      blocks.get(last - 1).join(blocks.remove(last));
      last--;
    }
  }

  private Calibration calibration() {
    List<Double> scores = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    for (Block block : blocks) {
      scores.add(block.lowest());
      probabilities.add(block.probability());
      if (block.highest() > block.lowest()) {
        scores.add(block.highest());
        probabilities.add(block.probability());
      }
    }
    return new Calibration.Isotonic(scores, probabilities);
  }
}
