package io.propensity.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.algorithm.LearningCurve;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Flavor;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.tuning.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code candidate.json}: a model that was fitted and not yet evaluated, as the train step leaves
 * it for the evaluate step.
 *
 * @param recipe all that decides which model comes out: table, split, algorithm, search
 * @param snapshot of the features table that was read
 * @param chosen parameters that a search set beside the pipeline's own
 * @param trials of the search, the best first; empty where none was asked for
 * @param crossValidation of the parameters that were fitted, with the number of iterations where it
 *     chose that; null where none was asked for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Candidate(
    @JsonProperty("format_version") String formatVersion,
    @JsonProperty("run_id") RunId runId,
    String recipe,
    @Nullable Long snapshot,
    Flavor flavor,
    List<ArtifactFile> files,
    Map<String, Object> parameters,
    long seed,
    @Nullable Integer trees,
    @JsonProperty("learning_curve") @Nullable LearningCurve learningCurve,
    @Nullable String fingerprint,
    List<Importances.Kind> importances,
    List<Importances.Interaction> interactions,
    Importances.@Nullable ShapSample shap,
    Map<String, Object> chosen,
    List<Trial> trials,
    @JsonProperty("cross_validation") @Nullable Trial crossValidation) {

  /** The name of the file, which is written last. */
  static final String FILE = "candidate.json";

  Candidate {
    files = List.copyOf(files);
    trials = List.copyOf(trials);
  }

  /** What the train step made. */
  static Candidate of(
      RunId run,
      String recipe,
      @Nullable Long snapshot,
      FittedModel model,
      List<ArtifactFile> files,
      Map<String, Object> chosen,
      List<Trial> trials,
      Optional<Trial> crossValidation) {
    return new Candidate(
        FormatVersion.CURRENT,
        run,
        recipe,
        snapshot,
        model.flavor(),
        files,
        model.parameters(),
        model.seed(),
        model.trees().isPresent() ? model.trees().getAsInt() : null,
        model.learningCurve().orElse(null),
        model.fingerprint().orElse(null),
        model.importances().kinds(),
        model.importances().interactions(),
        model.importances().shap().orElse(null),
        chosen,
        trials,
        crossValidation.orElse(null));
  }

  /** The model again, whose files were copied to {@code directory}. */
  FittedModel model(Path directory) {
    return new FittedModel(
        flavor,
        directory,
        parameters,
        seed,
        trees == null ? OptionalInt.empty() : OptionalInt.of(trees),
        Optional.ofNullable(learningCurve),
        Optional.ofNullable(fingerprint),
        new Importances(importances, interactions, Optional.ofNullable(shap)));
  }
}
