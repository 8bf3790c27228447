package io.propensity.evaluation.warning;

import io.propensity.evaluation.scan.ColumnScan;
import io.propensity.model.Task;
import io.propensity.split.SplitName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What warnings are drawn from.
 *
 * @param metrics by split, then by name
 * @param measured the split whose metrics count
 * @param scans by feature
 * @param correlations of a regression's numeric features with the label; NaN for one that does not
 *     vary
 * @param doubled the share of the test split's rows whose features a fitted row has too
 * @param threshold what the threshold's rule asks for and does not get; empty where it does
 * @param reweighted what weighs classes or rows in the fit, by the name of the setting; may be
 *     empty
 * @param calibrated whether scores are made probabilities after the fit
 */
public record Evidence(
    Task task,
    Map<String, Map<String, Double>> metrics,
    SplitName measured,
    Map<String, ColumnScan> scans,
    Map<String, Double> correlations,
    double doubled,
    String threshold,
    List<String> reweighted,
    boolean calibrated) {

  public Evidence {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    scans = Collections.unmodifiableMap(new LinkedHashMap<>(scans));
    correlations = Collections.unmodifiableMap(new LinkedHashMap<>(correlations));
    reweighted = List.copyOf(reweighted);
  }

  /** A metric of the split that counts; NaN where there is none. */
  double metric(String name) {
    return metrics.getOrDefault(measured.label(), Map.of()).getOrDefault(name, Double.NaN);
  }

  /**
   * The metric by which the task's models are told good from bad: 0.5 or 0 is chance, 1 perfect.
   */
  String main() {
    return switch (task) {
      case BINARY -> "roc_auc";
      case MULTICLASS -> "roc_auc_ovr";
      case REGRESSION -> "r2";
    };
  }

  double chance() {
    return task == Task.REGRESSION ? 0 : 0.5;
  }
}
