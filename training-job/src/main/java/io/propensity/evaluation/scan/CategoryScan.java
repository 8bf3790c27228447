package io.propensity.evaluation.scan;

import io.propensity.model.CategoryText;
import io.propensity.model.Histogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** A category's counts, as long as it has no more than {@value #MOST} values. */
final class CategoryScan implements ColumnScan {

  private static final long serialVersionUID = 1L;

  /** Of the values that are counted here. */
  static final int MOST = 10_000;

  /** Of the values that a histogram keeps. */
  static final int TOP = 50;

  /** By value: all rows, then those of train by class. */
  private final Map<UTF8String, long[]> counts = new HashMap<>();

  private final long[] trainNulls;

  private boolean tooMany;
  private long nulls;

  CategoryScan(int classes) {
    trainNulls = new long[classes];
  }

  @Override
  public void add(InternalRow row, int place, int train) {
    if (row.isNullAt(place)) {
      nulls++;
      if (train >= 0) {
        trainNulls[train]++;
      }
    } else if (!tooMany) {
      count(row.getUTF8String(place), train);
    }
  }

  private void count(UTF8String value, int train) {
    long[] found = counts.get(value);
    if (found == null) {
      found = new long[1 + trainNulls.length];
      counts.put(value.clone(), found);
      requireFew();
    }
    found[0]++;
    if (train >= 0) {
      found[1 + train]++;
    }
  }

  private void requireFew() {
    if (counts.size() > MOST) {
      tooMany = true;
      counts.clear();
    }
  }

  @Override
  public ColumnScan merge(ColumnScan other) {
    CategoryScan texts = (CategoryScan) other;
    nulls += texts.nulls;
    sum(trainNulls, texts.trainNulls);
    tooMany |= texts.tooMany;
    if (tooMany) {
      counts.clear();
      return this;
    }
    texts.counts.forEach((value, count) -> counts.merge(value, count, CategoryScan::sum));
    requireFew();
    return this;
  }

  private static long[] sum(long[] one, long[] other) {
    for (int i = 0; i < one.length; i++) {
      one[i] += other[i];
    }
    return one;
  }

  @Override
  public Optional<Histogram> histogram() {
    if (tooMany) {
      return Optional.empty();
    }
    List<Map.Entry<UTF8String, long[]>> ordered = new ArrayList<>(counts.entrySet());
    ordered.sort(
        Comparator.<Map.Entry<UTF8String, long[]>>comparingLong(entry -> -entry.getValue()[0])
            .thenComparing(Map.Entry::getKey));
    Map<String, Long> top = new LinkedHashMap<>();
    long other = 0;
    for (Map.Entry<UTF8String, long[]> entry : ordered) {
      if (top.size() < TOP) {
        top.put(CategoryText.of(entry.getKey().toString()), entry.getValue()[0]);
      } else {
        other += entry.getValue()[0];
      }
    }
    return Optional.of(new Histogram.Categorical(top, other, nulls));
  }

  @Override
  public boolean constant() {
    return !tooMany && (counts.isEmpty() || (counts.size() == 1 && nulls == 0));
  }

  @Override
  public double rocAuc() {
    if (tooMany) {
      return Double.NaN;
    }
    double positives = trainNulls[1];
    double negatives = trainNulls[0];
    for (long[] count : counts.values()) {
      negatives += count[1];
      positives += count[2];
    }
    double prior = positives / (positives + negatives);
    List<double[]> rated = new ArrayList<>();
    rate(rated, (double) trainNulls[0], (double) trainNulls[1], prior);
    counts.values().forEach(count -> rate(rated, (double) count[1], (double) count[2], prior));
    rated.sort(Comparator.comparingDouble(rate -> rate[0]));
    Pairs pairs = new Pairs();
    for (int i = 0; i < rated.size(); ) {
      double rate = rated.get(i)[0];
      double ofPositives = 0;
      double ofNegatives = 0;
      for (; i < rated.size() && rated.get(i)[0] == rate; i++) {
        ofPositives += rated.get(i)[1];
        ofNegatives += rated.get(i)[2];
      }
      pairs.add(ofPositives, ofNegatives);
    }
    return Math.max(0.5, pairs.rocAuc());
  }

  @Override
  public double errorsTakenAway() {
    if (tooMany) {
      return Double.NaN;
    }
    long[] totals = trainNulls.clone();
    counts
        .values()
        .forEach(
            count -> {
              for (int i = 0; i < totals.length; i++) {
                totals[i] += count[1 + i];
              }
            });
    LeftOut told = new LeftOut(totals);
    told.add(trainNulls, 0);
    counts.values().forEach(count -> told.add(count, 1));
    return told.errorsTakenAway();
  }

  /**
   * Each row is rated by the other rows of its value, and by the whole as if that were one more.
   */
  private static void rate(List<double[]> rated, double negatives, double positives, double prior) {
    if (positives > 0) {
      rated.add(new double[] {(positives - 1 + prior) / (positives + negatives), positives, 0});
    }
    if (negatives > 0) {
      rated.add(new double[] {(positives + prior) / (positives + negatives), 0, negatives});
    }
  }
}
