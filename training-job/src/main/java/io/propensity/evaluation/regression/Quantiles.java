package io.propensity.evaluation.regression;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.Folding;
import io.propensity.evaluation.fold.SortedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Exact quantiles of each slice by weight: the least value at or below which the share of the
 * weight lies; where it lies there exactly, the middle between it and the next, so that the median
 * is everybody's.
 */
final class Quantiles {

  private Quantiles() {}

  /**
   * By slice, then by share.
   *
   * @param rows slice INT, value DOUBLE, weight DOUBLE
   */
  static List<List<Double>> of(Dataset<Row> rows, int slices, List<Double> shares, long count) {
    SortedRows sorted = new SortedRows(rows, rows.columns()[1], count);
    List<Weights> partitions = sorted.each(() -> new Weights(slices));
    Weights all = new Weights(slices);
    List<double[]> below = new ArrayList<>();
    for (Weights partition : partitions) {
      below.add(all.values());
      all.merge(partition);
    }
    double[] totals = all.values();
    double[] wanted = shares.stream().mapToDouble(Double::doubleValue).toArray();
    Folding.NumberedStart<Picks> start = number -> new Picks(below.get(number), totals, wanted);
    Picks picks = sorted.all(start);
    List<List<Double>> quantiles = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      quantiles.add(picks.quantiles(i));
    }
    return quantiles;
  }

  /** The weight of each slice. */
  private static final class Weights implements Fold<Weights> {

    private static final long serialVersionUID = 1L;

    private final ExactSum[] sums;

    Weights(int slices) {
      sums = new ExactSum[slices];
      for (int i = 0; i < slices; i++) {
        sums[i] = new ExactSum();
      }
    }

    @Override
    public void add(InternalRow row) {
      sums[row.getInt(0)].add(row.getDouble(2));
    }

    @Override
    public Weights merge(Weights other) {
      for (int i = 0; i < sums.length; i++) {
        sums[i].add(other.sums[i]);
      }
      return this;
    }

    double[] values() {
      return Arrays.stream(sums).mapToDouble(ExactSum::value).toArray();
    }
  }

  /** The values around each share's place. */
  private static final class Picks implements Fold<Picks> {

    private static final long serialVersionUID = 1L;

    private final double[] totals;
    private final double[] shares;
    private final ExactSum[] below;
    private final double[] lower;
    private final double[] upper;

    Picks(double[] below, double[] totals, double[] shares) {
      this.totals = totals;
      this.shares = shares;
      this.below = new ExactSum[totals.length];
      for (int i = 0; i < totals.length; i++) {
        this.below[i] = new ExactSum();
        this.below[i].add(below[i]);
      }
      this.lower = new double[totals.length * shares.length];
      this.upper = new double[lower.length];
      Arrays.fill(lower, Double.NaN);
      Arrays.fill(upper, Double.NaN);
    }

    @Override
    public void add(InternalRow row) {
      double weight = row.getDouble(2);
      if (weight > 0) {
        add(row.getInt(0), row.getDouble(1), weight);
      }
    }

    private void add(int slice, double value, double weight) {
      double before = below[slice].value();
      below[slice].add(weight);
      double after = below[slice].value();
      for (int i = 0; i < shares.length; i++) {
        double place = totals[slice] * shares[i];
        int at = slice * shares.length + i;
        if ((before < place && place <= after) || (before == 0 && place == 0)) {
          lower[at] = value;
        }
        if ((before <= place && place < after) || (place == totals[slice] && after == place)) {
          upper[at] = value;
        }
      }
    }

    @Override
    public Picks merge(Picks other) {
      for (int i = 0; i < lower.length; i++) {
        lower[i] = Double.isNaN(lower[i]) ? other.lower[i] : lower[i];
        upper[i] = Double.isNaN(upper[i]) ? other.upper[i] : upper[i];
      }
      return this;
    }

    List<Double> quantiles(int slice) {
      List<Double> quantiles = new ArrayList<>();
      for (int i = 0; i < shares.length; i++) {
        int at = slice * shares.length + i;
        quantiles.add(lower[at] == upper[at] ? lower[at] : lower[at] + (upper[at] - lower[at]) / 2);
      }
      return quantiles;
    }
  }
}
