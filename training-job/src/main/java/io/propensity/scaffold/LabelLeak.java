package io.propensity.scaffold;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How much of the label one column tells alone: 0 is nothing, 1 is all. Each row's label is guessed
 * from the other rows of its value, or of its two-hundredth of the numbers, so that a column of
 * values that never recur tells nothing.
 */
final class LabelLeak {

  private static final int LEAST_ROWS = 40;
  private static final int LEAST_OTHERS = 5;
  private static final int MOST_GROUPS = 200;

  private final String[] labels;
  private final boolean regression;

  /**
   * Of a sample's labels.
   *
   * @param labels empty where there is none
   */
  LabelLeak(String[] labels, boolean regression) {
    this.labels = labels.clone();
    this.regression = regression;
  }

  /** What the column tells; 0 where the sample is too small to say. */
  double share(String[] values, boolean numbers) {
    int[] labelled = IntStream.range(0, labels.length).filter(i -> !labels[i].isEmpty()).toArray();
    if (labelled.length < LEAST_ROWS) {
      return 0;
    }
    int[] groups = numbers ? byRank(values, labelled) : byValue(values, labelled);
    if (!regression) {
      return guessed(groups, labelled);
    }
    double explained = explained(groups, labelled);
    return numbers ? Math.max(explained, correlation(values, labelled)) : explained;
  }

  private static int[] byValue(String[] values, int[] rows) {
    Map<String, Integer> numbers = new HashMap<>();
    return Arrays.stream(rows)
        .map(row -> numbers.computeIfAbsent(values[row], any -> numbers.size()))
        .toArray();
  }

  /** Numbers in their order, in groups of the same size; equal ones stay together. */
  private static int[] byRank(String[] values, int[] rows) {
    double[] numbers = Arrays.stream(rows).mapToDouble(row -> number(values[row])).toArray();
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int distinct = 1;
    for (int i = 1; i < sorted.length; i++) {
      distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    double size = distinct <= MOST_GROUPS ? 1 : Math.max(1, sorted.length / (double) MOST_GROUPS);
    Map<Double, Integer> groups = new HashMap<>();
    int first = 0;
    int group = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0 && sorted[i] != sorted[i - 1] && i - first >= size) {
        group++;
        first = i;
      }
      groups.putIfAbsent(sorted[i], group);
    }
    return Arrays.stream(numbers).mapToInt(number -> groups.getOrDefault(number, 0)).toArray();
  }

  /** A missing number counts as one beyond all others. */
  private static double number(String text) {
    try {
      return text.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(text.replace(',', '.'));
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** How far guesses by group are better than the most frequent class always. */
  private double guessed(int[] groups, int[] rows) {
    Map<String, Integer> classes = new HashMap<>();
    Map<Integer, Map<String, Integer>> counts = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      classes.merge(labels[rows[i]], 1, Integer::sum);
      counts
          .computeIfAbsent(groups[i], any -> new HashMap<>())
          .merge(labels[rows[i]], 1, Integer::sum);
    }
    int most = classes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int others = rows.length - most;
    if (others < LEAST_OTHERS) {
      return 0;
    }
    int right = counts.values().stream().mapToInt(LabelLeak::right).sum();
    return (double) (right - most) / others;
  }

  /** Rows of a group whose class is the most frequent one of the group's other rows. */
  private static int right(Map<String, Integer> classes) {
    int[] counts = classes.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    int most = counts[counts.length - 1];
    int second = counts.length > 1 ? counts[counts.length - 2] : 0;
    return most - 1 > second || (counts.length == 1 && most > 1) ? most : 0;
  }

  /** The share of the label's variance that the groups' means explain. */
  private double explained(int[] groups, int[] rows) {
    Map<Integer, double[]> sums = new HashMap<>();
    double total = 0;
    for (int i = 0; i < rows.length; i++) {
      double label = number(labels[rows[i]]);
      double[] sum = sums.computeIfAbsent(groups[i], any -> new double[2]);
      sum[0] += label;
      sum[1]++;
      total += label;
    }
    double mean = total / rows.length;
    double around = 0;
    double left = 0;
    for (int i = 0; i < rows.length; i++) {
      double label = number(labels[rows[i]]);
      double[] sum = sums.getOrDefault(groups[i], new double[2]);
      double guess = sum[1] > 1 ? (sum[0] - label) / (sum[1] - 1) : mean;
      around += (label - mean) * (label - mean);
      left += (label - guess) * (label - guess);
    }
    return around > 0 ? 1 - left / around : 0;
  }

  /** The square of the correlation over rows that have the number: 1 of a copy in another unit. */
  private double correlation(String[] values, int[] rows) {
    Correlation sums = new Correlation();
    for (int row : rows) {
      double value = number(values[row]);
      if (Double.isFinite(value)) {
        sums.add(value, number(labels[row]));
      }
    }
    return sums.squared();
  }
}
