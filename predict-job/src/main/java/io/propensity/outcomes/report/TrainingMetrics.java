package io.propensity.outcomes.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good the model was when it was trained, on rows that it was not fitted on.
 *
 * @param split which rows these are, {@code test} or {@code validation}
 * @param metrics those that outcomes have too, by name
 */
public record TrainingMetrics(String split, Map<String, Double> metrics) {

  private static final List<String> NAMES =
      List.of("positive_rate", "roc_auc", "log_loss", "brier", "ece");

  public TrainingMetrics {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * What a manifest's metrics by split tell; empty of a model that was never measured, as imported
   * ones may be.
   */
  public static Optional<TrainingMetrics> of(Map<String, Map<String, Double>> bySplit) {
    for (String split : List.of("test", "validation")) {
      Map<String, Double> all = bySplit.getOrDefault(split, Map.of());
      Map<String, Double> chosen = new LinkedHashMap<>();
      for (String name : NAMES) {
        Double value = all.get(name);
        if (value != null) {
          chosen.put(name, value);
        }
      }
      if (!chosen.isEmpty()) {
        return Optional.of(new TrainingMetrics(split, chosen));
      }
    }
    return Optional.empty();
  }
}
