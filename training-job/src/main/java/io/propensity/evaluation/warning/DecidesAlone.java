package io.propensity.evaluation.warning;

import io.propensity.evaluation.scan.ColumnScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A feature that nearly tells the label by itself, or is a copy of it. */
record DecidesAlone() implements Suspicion {

  private static final double BOUND = 0.98;

  @Override
  public List<String> in(Evidence evidence) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, ColumnScan> feature : evidence.scans().entrySet()) {
      double auc = feature.getValue().rocAuc();
      if (auc == 1) {
        found.add(
            "Feature '%s' tells the label without any error: it is the label in other words, or is known only after it. Exclude it"
                .formatted(feature.getKey()));
      } else if (auc > BOUND) {
        found.add(
            String.format(
                Locale.ROOT,
                "Feature '%s' alone nearly decides (ROC AUC %.4f on the train split): is it known before the label?",
                feature.getKey(),
                auc));
      }
    }
    return found;
  }
}
