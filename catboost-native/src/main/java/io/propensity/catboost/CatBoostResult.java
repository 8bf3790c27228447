package io.propensity.catboost;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a training left behind.
 *
 * @param model the {@code .cbm} file
 * @param file what it says of itself
 * @param trees how many the model has; fewer than {@code iterations} when it stopped early
 * @param training wall time of the trainer's process up to the last tree, without what explains the
 *     model
 * @param importances PredictionValuesChange in percent by feature, the greatest first
 * @param explanation empty when none was asked for, or the library failed to make it
 * @param evalPredictions tab-separated with a header: SampleId, the kinds that were asked for,
 *     Label
 */
public record CatBoostResult(
    Path model,
    CbmFile file,
    int trees,
    Duration training,
    CatBoostCurve curve,
    Map<String, Double> importances,
    Optional<CatBoostExplanation> explanation,
    Optional<Path> evalPredictions) {

  public CatBoostResult {
    importances = Collections.unmodifiableMap(new LinkedHashMap<>(importances));
  }

  static Map<String, Double> importances(Path file, List<String> features) throws IOException {
    List<String> changes = ModelExplainer.lines(file);
    Map<String, Double> byFeature = new LinkedHashMap<>();
    for (int i = 0; i < features.size(); i++) {
      byFeature.put(features.get(i), Double.valueOf(changes.get(i)));
    }
    return byFeature.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }
}
