package io.propensity.training;

import io.propensity.algorithm.FittedModel;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.evaluation.Evaluation;
import io.propensity.figure.Figure;
import io.propensity.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model version holds beside its manifest, in a directory of this machine. */
final class ArtifactDirectory {

  static final String MODEL = "model.cbm";

  private ArtifactDirectory() {}

  /**
   * Fills {@code directory} with the model, what MLflow loads it by, metrics and importances, and
   * draws the figures.
   *
   * @param figures by the name of the file without its ending; may be empty
   */
  static void write(
      Path directory,
      EvaluatedModel model,
      Map<String, Figure> figures,
      String catboost,
      Instant created)
      throws IOException {
    Files.move(model.model().files().resolve(MODEL), directory.resolve(MODEL));
    Files.writeString(directory.resolve("MLmodel"), mlModel(catboost, created));
    Files.write(directory.resolve("metrics.json"), Json.write(model.evaluation().metrics()));
    Files.writeString(directory.resolve("metrics.csv"), csv(model.evaluation()));
    Files.write(
        directory.resolve("feature_importance.json"), Json.write(importances(model.model())));
    for (Map.Entry<String, Figure> figure : figures.entrySet()) {
      Path pictures = Files.createDirectories(directory.resolve("figures"));
      Files.write(pictures.resolve(figure.getKey() + ".png"), figure.getValue().png());
    }
  }

  private static List<Map<String, Object>> importances(FittedModel model) {
    List<Map<String, Object>> importances = new ArrayList<>();
    model
        .importances()
        .main()
        .byFeature()
        .forEach(
            (feature, percent) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("feature", feature);
              entry.put("importance", percent);
              importances.add(entry);
            });
    return importances;
  }

  private static String csv(Evaluation evaluation) {
    StringBuilder csv = new StringBuilder("split,metric,value\n");
    evaluation
        .metrics()
        .forEach(
            (split, metrics) ->
                metrics.forEach(
                    (name, value) -> csv.append("%s,%s,%s\n".formatted(split, name, value))));
    return csv.toString();
  }

  private static String mlModel(String catboost, Instant created) {
    return """
        flavors:
          catboost:
            catboost_version: %s
            code: null
            data: model.cbm
            model_type: CatBoostClassifier
            save_format: cbm
          python_function:
            data: model.cbm
            env: null
            loader_module: mlflow.catboost
        utc_time_created: '%s'
        """
        .formatted(catboost, created.toString().replace('T', ' ').replace("Z", ""));
  }
}
