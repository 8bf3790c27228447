package io.propensity.evaluation.paired;

import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.Folding;
import io.propensity.evaluation.ranking.Placements;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The difference of two ROC AUCs on the same rows. A row's placement is the share of the other
 * class that it wins against, ties as half; the AUC is the mean placement of either class, and the
 * variance of the difference is that of the rows' differences of placements. DeLong, DeLong and
 * Clarke-Pearson, 1988.
 */
public final class PairedAuc {

  private PairedAuc() {}

  /**
   * Sorts by each score upwards and downwards, so that no rows of one score have to be held
   * together.
   *
   * @param label 1 for a positive row, 0 for another
   * @param count of the rows, about
   */
  public static Difference of(
      Dataset<Row> rows,
      Column label,
      Column champion,
      Column challenger,
      Column weight,
      long count) {
    Dataset<Row> six =
        rows.select(
            label.cast("int").as("label"),
            weight.cast("double").as("weight"),
            champion.as("a"),
            challenger.as("b"),
            champion.unary_$minus().as("a_down"),
            challenger.unary_$minus().as("b_down"));
    Dataset<Row> placed = six;
    for (String by : new String[] {"a", "a_down", "b", "b_down"}) {
      placed = Placing.before(placed, by, by + "_before", count);
    }
    Placing.Weights all = Folding.of(six, Placing.Weights::new);
    double positives = all.of(1);
    double negatives = all.of(0);
    Moments moments =
        Folding.of(
            placed.select(
                "label", "weight", "a_before", "a_down_before", "b_before", "b_down_before"),
            () -> new Moments(positives, negatives));
    return new Difference(
        "roc_auc",
        moments.ofPositives.mean(positives),
        Math.sqrt(
            moments.ofPositives.variance(positives, moments.positiveRows)
                + moments.ofNegatives.variance(negatives, moments.negativeRows)));
  }

  private static final class Moments implements Fold<Moments> {

    private static final long serialVersionUID = 1L;

    private final double positives;
    private final double negatives;
    private final Placements ofPositives = new Placements();
    private final Placements ofNegatives = new Placements();
    private long positiveRows;
    private long negativeRows;

    Moments(double positives, double negatives) {
      this.positives = positives;
      this.negatives = negatives;
    }

    @Override
    public void add(InternalRow row) {
      boolean positive = row.getInt(0) == 1;
      double weight = row.getDouble(1);
      double difference =
          won(positive, row.getDouble(4), row.getDouble(5))
              - won(positive, row.getDouble(2), row.getDouble(3));
      positiveRows += positive ? 1 : 0;
      negativeRows += positive ? 0 : 1;
      (positive ? ofPositives : ofNegatives).add(weight, weight * weight, difference);
    }

    /** Of the other class, the share that is below a positive row or above a negative one. */
    private double won(boolean positive, double below, double above) {
      double others = positive ? negatives : positives;
      double more = positive ? below - above : above - below;
      return (others + more) / 2 / others;
    }

    @Override
    public Moments merge(Moments other) {
      ofPositives.add(other.ofPositives);
      ofNegatives.add(other.ofNegatives);
      positiveRows += other.positiveRows;
      negativeRows += other.negativeRows;
      return this;
    }
  }
}
