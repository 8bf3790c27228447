package io.propensity.catboost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the features mean to a model, beyond their importances.
 *
 * @param lossFunctionChange how much the loss on the learn set would change without the feature,
 *     the greatest first
 * @param interactions the strongest first
 * @param shap of the first rows of the eval set, or of the learn set where there is none; empty
 *     where the library has none for such trees
 */
public record CatBoostExplanation(
    Map<String, Double> lossFunctionChange,
    List<Interaction> interactions,
    Optional<ShapValues> shap) {

  /** How much two features act together, in percent of all pairs. */
  public record Interaction(String first, String second, double strength) {}

  public CatBoostExplanation {
    lossFunctionChange = Collections.unmodifiableMap(new LinkedHashMap<>(lossFunctionChange));
    interactions = List.copyOf(interactions);
  }

  static CatBoostExplanation read(Path directory, List<String> features) throws IOException {
    List<Interaction> interactions = new ArrayList<>();
    for (String line : ModelExplainer.lines(directory.resolve(TrainerFiles.INTERACTIONS))) {
      String[] fields = line.split("\t", -1);
      interactions.add(
          new Interaction(
              features.get(Integer.parseInt(fields[0])),
              features.get(Integer.parseInt(fields[1])),
              Double.parseDouble(fields[2])));
    }
    Path shap = directory.resolve(TrainerFiles.SHAP);
    return new CatBoostExplanation(
        lossChange(directory.resolve(TrainerFiles.LOSS_CHANGE)),
        interactions,
        Files.exists(shap) ? Optional.of(ShapValues.read(shap)) : Optional.empty());
  }

  private static Map<String, Double> lossChange(Path file) throws IOException {
    Map<String, Double> byFeature = new LinkedHashMap<>();
    for (String line : ModelExplainer.lines(file)) {
      String[] fields = line.split("\t", 2);
      if (fields[0].equalsIgnoreCase("nan")) {
        return Map.of(); // The loss itself is no number on these rows.
      }
      byFeature.put(fields[1], Double.valueOf(fields[0]));
    }
    return byFeature;
  }
}
