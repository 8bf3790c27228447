package io.propensity.evaluation.warning;

import io.propensity.evaluation.scan.ColumnScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A feature that nearly tells the label by itself, or is a copy of it. */
record DecidesAlone() implements Suspicion {

  private static final double BOUND = 0.98;

  /** Of a regression, where one good feature is no wonder. */
  private static final double NUMBER_BOUND = 0.999;

  /** From here on, what is missing to 1 is what numbers lose as floats. */
  private static final double COPY = 1 - 1e-6;

  @Override
  public List<String> in(Evidence evidence) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, ColumnScan> feature : evidence.scans().entrySet()) {
      String name = feature.getKey();
      switch (evidence.task()) {
        case BINARY -> ofTwo(name, feature.getValue().rocAuc()).ifPresent(found::add);
        case MULTICLASS ->
            ofSeveral(name, feature.getValue().errorsTakenAway()).ifPresent(found::add);
        case REGRESSION ->
            ofNumbers(
                    name,
                    Math.abs(evidence.correlations().getOrDefault(name, Double.NaN)),
                    feature.getValue().rocAuc())
                .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<String> ofTwo(String feature, double auc) {
    return auc == 1
        ? Optional.of(copy(feature))
        : nearly(feature, auc > BOUND, "ROC AUC %.4f on the train split", auc);
  }

  private static Optional<String> ofSeveral(String feature, double share) {
    return share == 1
        ? Optional.of(copy(feature))
        : nearly(
            feature,
            share > BOUND,
            "on the train split it takes away %.1f %% of the errors of always naming the most frequent class",
            100 * share);
  }

  private static Optional<String> ofNumbers(String feature, double correlation, double auc) {
    if (correlation >= COPY) {
      return Optional.of(copy(feature));
    }
    return correlation > NUMBER_BOUND
        ? nearly(feature, true, "its correlation with the label is %.5f", correlation)
        : nearly(
            feature,
            auc > NUMBER_BOUND,
            "ROC AUC %.4f for the label to be above its mean, on the train split",
            auc);
  }

  private static String copy(String feature) {
    return "Feature '%s' tells the label without any error: it is the label in other words, or is known only after it. Exclude it"
        .formatted(feature);
  }

  private static Optional<String> nearly(
      String feature, boolean suspicious, String how, double value) {
    return suspicious
        ? Optional.of(
            "Feature '%s' alone nearly decides (%s): is it known before the label?"
                .formatted(feature, String.format(Locale.ROOT, how, value)))
        : Optional.empty();
  }
}
