package io.propensity.training;

import io.propensity.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The few metrics of the test split that a line has room for. */
final class Headline {

  private Headline() {}

  static String of(Task task, Map<String, Double> test) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> metric : shown(task)) {
      Double value = test.get(metric.getKey());
      if (value != null) {
        parts.add(metric.getValue() + " " + digits(value) + interval(metric.getKey(), test));
      }
    }
    Double rows = test.get("rows");
    return "%s on %s rows of the test split"
        .formatted(
            String.join(", ", parts), rows == null ? 0 : String.format(Locale.ROOT, "%.0f", rows));
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
