package io.propensity.report;

import io.propensity.evaluation.EvaluatedModel;
import io.propensity.evaluation.Evaluation;
import io.propensity.explanation.ImportancesJson;
import io.propensity.json.Json;
import io.propensity.model.Task;
import io.propensity.tuning.Trial;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run tells of a model, be it measured in this run or in the one that published it: the
 * files of its report are the artifact's own.
 *
 * @param files by their names below the report: metrics, importances, {@code figures/NAME.png}
 * @param trials of a search, the best first
 */
public record ModelFindings(
    Task task, Map<String, byte[]> files, List<Trial> trials, Optional<Trial> crossValidation) {

  static final String METRICS = "metrics.json";
  static final String IMPORTANCES = "feature_importance.json";

  private static final String CSV = "metrics.csv";
  private static final String FIGURES = "figures/";

  /** As a reader wants them; others follow. A manifest, of which files may come, sorts by name. */
  private static final List<String> ORDER =
      List.of(
          "roc_curve",
          "precision_recall_curve",
          "calibration_curve",
          "gain",
          "lift",
          "score_distribution",
          "confusion_matrix",
          "predicted_and_actual",
          "residuals",
          "residual_distribution",
          "feature_importance",
          "shap_summary",
          "learning_curve",
          "trials");

  public ModelFindings {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    trials = List.copyOf(trials);
  }

  /**
   * Of a model that was measured now.
   *
   * @param pictures PNGs by the name of the file without its ending
   */
  public static ModelFindings of(
      EvaluatedModel model,
      Map<String, byte[]> pictures,
      List<Trial> trials,
      Optional<Trial> crossValidation) {
    Evaluation evaluation = model.evaluation();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(METRICS, MetricsJson.of(evaluation, model.gate(), model.warnings()));
    files.put(CSV, MetricsCsv.of(evaluation).getBytes(StandardCharsets.UTF_8));
    files.put(IMPORTANCES, ImportancesJson.of(model.model().importances()));
    CurvesJson.of(evaluation).ifPresent(curves -> files.put(CurvesJson.FILE, curves));
    pictures.forEach((name, png) -> files.put(FIGURES + name + ".png", png));
    return new ModelFindings(evaluation.task(), files, trials, crossValidation);
  }

  /** Whether a file of an artifact is one that a report has too. */
  public static boolean has(String path) {
    return path.equals(METRICS)
        || path.equals(CSV)
        || path.equals(IMPORTANCES)
        || path.equals(CurvesJson.FILE)
        || path.startsWith(FIGURES);
  }

  /** What people compare of a run, as JSON by a short name: metrics, and the trials of a search. */
  public Map<String, byte[]> documents() {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    documents.put("metrics", file(METRICS));
    if (!trials.isEmpty()) {
      documents.put("trials", Json.write(trials));
    }
    return documents;
  }

  /** One of the files that every model has. */
  byte[] file(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  /** The names of the pictures below the report, in the order in which they are shown. */
  List<String> pictures() {
    return files.keySet().stream()
        .filter(name -> name.startsWith(FIGURES))
        .sorted(Comparator.comparingInt(ModelFindings::place).thenComparing(name -> name))
        .toList();
  }

  private static int place(String file) {
    int place = ORDER.indexOf(file.substring(FIGURES.length(), file.lastIndexOf('.')));
    return place < 0 ? ORDER.size() : place;
  }
}
