package io.propensity.model;

import java.util.Set;

/** Which way a metric of {@code metrics.json} gets better. */
public enum MetricDirection {
  GREATER_IS_BETTER,
  SMALLER_IS_BETTER,
  /** Counts, shares and bounds, which tell nothing of how good a model is. */
  NEITHER;

  private static final Set<String> GAINS =
      Set.of(
          "accuracy",
          "balanced_accuracy",
          "f1",
          "f1_macro",
          "f1_weighted",
          "ks",
          "lift_decile_1",
          "pr_auc",
          "precision",
          "precision_weighted",
          "r2",
          "recall",
          "recall_weighted",
          "roc_auc",
          "roc_auc_low",
          "roc_auc_ovr",
          "roc_auc_ovr_weighted");
  private static final Set<String> LOSSES =
      Set.of("brier", "ece", "log_loss", "mae", "mape", "median_ae", "rmse");

  public static MetricDirection of(String metric) {
    if (LOSSES.contains(metric)) {
      return SMALLER_IS_BETTER;
    }
    return GAINS.contains(metric) || metric.startsWith("gain_decile_")
        ? GREATER_IS_BETTER
        : NEITHER;
  }
}
