package io.propensity.pipeline;

import io.propensity.model.Task;
import io.propensity.run.Checks;
import io.propensity.text.CloseNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The metrics that a gate and a search may go by. */
public final class MetricNames {

  private static final int DECILES = 10;

  private MetricNames() {}

  /** Those of a task, as {@code metrics.json} has them. */
  public static List<String> of(Task task) {
    return switch (task) {
      case BINARY -> binary();
      case MULTICLASS ->
          List.of(
              "accuracy",
              "balanced_accuracy",
              "f1_macro",
              "f1_weighted",
              "log_loss",
              "precision_weighted",
              "recall_weighted",
              "roc_auc_ovr",
              "roc_auc_ovr_weighted");
      case REGRESSION -> List.of("mae", "mape", "median_ae", "r2", "rmse");
    };
  }

  private static List<String> binary() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "accuracy",
                "balanced_accuracy",
                "brier",
                "ece",
                "f1",
                "f1_weighted",
                "ks",
                "log_loss",
                "pr_auc",
                "precision",
                "precision_weighted",
                "recall",
                "recall_weighted",
                "roc_auc",
                "roc_auc_low"));
    for (int i = 1; i <= DECILES; i++) {
      names.add("lift_decile_" + i);
    }
    for (int i = 1; i <= DECILES; i++) {
      names.add("gain_decile_" + i);
    }
    return List.copyOf(names);
  }

  /** Notes a metric that the task has not. */
  static void require(Checks checks, String key, String metric, Task task) {
    List<String> names = of(task);
    checks.require(
        names.contains(metric),
        key,
        "'%s' is no metric of task %s; its metrics are %s%s"
            .formatted(
                metric,
                task.name().toLowerCase(Locale.ROOT),
                String.join(", ", names),
                CloseNames.hint(metric, names)));
  }
}
