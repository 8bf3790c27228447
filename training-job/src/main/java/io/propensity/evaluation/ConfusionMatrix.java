package io.propensity.evaluation;

import io.propensity.evaluation.threshold.Confusion;
import java.util.List;

/**
 * How many rows of each class were taken for which, by weight.
 *
 * @param labels of the rows and of the columns
 * @param counts by the true class, then by the predicted one
 */
public record ConfusionMatrix(List<String> labels, List<List<Double>> counts) {

  public ConfusionMatrix {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
    int size = labels.size();
    if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException("A confusion matrix has a row and a column a label");
    }
  }

  static ConfusionMatrix of(List<String> classes, Confusion confusion) {
    return new ConfusionMatrix(
        classes,
        List.of(
            List.of(confusion.trueNegatives(), confusion.falsePositives()),
            List.of(confusion.falseNegatives(), confusion.truePositives())));
  }
}
