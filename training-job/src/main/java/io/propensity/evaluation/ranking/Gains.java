package io.propensity.evaluation.ranking;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The share of the positives among the best tenths of the rows. Where rows of one score lie on both
 * sides of a bound, each side has its part of them.
 */
final class Gains implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int TENTHS = 10;

  private final double[] shares = new double[TENTHS - 1];

  Gains() {
    Arrays.fill(shares, Double.NaN);
  }

  /** Adds rows of one score, above {@code below} rows and {@code positivesBelow} positives. */
  void add(
      double below,
      double rows,
      double total,
      double positivesBelow,
      double positives,
      double allPositives) {
    for (int i = 0; i < shares.length; i++) {
      double bound = total * (TENTHS - 1 - i) / TENTHS;
      if (below < bound && bound <= below + rows) {
        double under = positivesBelow + positives * (bound - below) / rows;
        shares[i] = 1 - under / allPositives;
      }
    }
  }

  Gains add(Gains other) {
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Double.isNaN(shares[i]) ? other.shares[i] : shares[i];
    }
    return this;
  }

  /** Of the best tenth, the best two, and so on to all. */
  List<Double> shares() {
    return DoubleStream.concat(Arrays.stream(shares), DoubleStream.of(1)).boxed().toList();
  }
}
