package io.propensity.training;

import io.propensity.model.Task;
import io.propensity.split.SplitName;
import io.propensity.tuning.Spread;
import io.propensity.tuning.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few metrics that a line has room for. */
final class Headline {

  private Headline() {}

  /**
   * Of the part that counts, and of the cross-validation where there was one; of that alone where
   * all rows were fitted on.
   *
   * @param metrics by split, then by name
   */
  static String of(
      Task task, Map<String, Map<String, Double>> metrics, @Nullable Trial crossValidation) {
    String folds = crossValidation == null ? "" : folds(task, crossValidation);
    for (SplitName split : List.of(SplitName.TEST, SplitName.VALIDATION)) {
      Map<String, Double> measured = metrics.get(split.label());
      if (measured != null) {
        return of(task, split, measured) + (folds.isEmpty() ? "" : "; " + folds);
      }
    }
    return folds;
  }

  private static String of(Task task, SplitName split, Map<String, Double> measured) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> metric : shown(task)) {
      Double value = measured.get(metric.getKey());
      if (value != null) {
        parts.add(metric.getValue() + " " + digits(value) + interval(metric.getKey(), measured));
      }
    }
    Double rows = measured.get("rows");
    return "%s on %s rows of the %s split"
        .formatted(
            String.join(", ", parts),
            rows == null ? 0 : String.format(Locale.ROOT, "%.0f", rows),
            split.label());
  }

  /** Means, each with the standard deviation over the folds. */
  private static String folds(Task task, Trial validated) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> metric : shown(task)) {
      Spread spread = validated.spread(metric.getKey());
      if (spread.values() > 0) {
        parts.add(
            "%s %s (sd %s)"
                .formatted(metric.getValue(), digits(spread.mean()), digits(spread.deviation())));
      }
    }
    return "cross-validation: %s over %d folds"
        .formatted(String.join(", ", parts), validated.folds().size());
  }

  private static List<Map.Entry<String, String>> shown(Task task) {
    return switch (task) {
      case BINARY ->
          List.of(
              Map.entry("roc_auc", "ROC AUC"),
              Map.entry("log_loss", "log loss"),
              Map.entry("accuracy", "accuracy"));
      case MULTICLASS ->
          List.of(
              Map.entry("log_loss", "log loss"),
              Map.entry("accuracy", "accuracy"),
              Map.entry("f1_macro", "macro F1"));
      case REGRESSION ->
          List.of(Map.entry("rmse", "RMSE"), Map.entry("mae", "MAE"), Map.entry("r2", "R2"));
    };
  }

  /** Half the width of the 95 % interval, where there is one. */
  private static String interval(String metric, Map<String, Double> test) {
    Double low = test.get(metric + "_low");
    Double high = test.get(metric + "_high");
    return low == null || high == null ? "" : " ± " + digits((high - low) / 2);
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
