package io.propensity.algorithm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What features mean to a model, by the features' own names.
 *
 * @param kinds the library's main one first; at least one
 * @param interactions of pairs, the strongest first; may be empty
 * @param shap of a bounded number of rows, for a picture
 */
public record Importances(
    List<Kind> kinds, List<Interaction> interactions, Optional<ShapSample> shap) {

  public Importances {
    kinds = List.copyOf(kinds);
    interactions = List.copyOf(interactions);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("A model has importances of one kind at least");
    }
  }

  /** Of one kind alone. */
  public static Importances of(Kind kind) {
    return new Importances(List.of(kind), List.of(), Optional.empty());
  }

  /** The importances that are shown first. */
  public Kind main() {
    return kinds.get(0);
  }

  /**
   * One way to measure importance.
   *
   * @param name {@code prediction_values_change}, {@code loss_function_change}, {@code
   *     mean_abs_shap}, {@code gini}, {@code coefficient}
   * @param unit for an axis: {@code "Share of the prediction's changes, %"}
   * @param byFeature the greatest first
   */
  public record Kind(String name, String unit, Map<String, Double> byFeature) {

    public Kind {
      byFeature = Collections.unmodifiableMap(new LinkedHashMap<>(byFeature));
    }
  }

  /** How much two features act together, in percent of all such pairs. */
  public record Interaction(String first, String second, double strength) {}

  /**
   * SHAP values of some rows, in the unit of the model's raw score; of several classes, those of
   * the class that the row scores highest in.
   *
   * @param features in the model's order
   * @param values by row, then by feature
   * @param inputs the features' own values as numbers, NaN for a category or a missing one
   */
  public record ShapSample(List<String> features, List<double[]> values, List<double[]> inputs) {

    public ShapSample {
      features = List.copyOf(features);
      values = List.copyOf(values);
      inputs = List.copyOf(inputs);
    }
  }
}
