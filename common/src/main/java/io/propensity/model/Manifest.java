package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.expression.ColumnType;
import io.propensity.run.ContractException;
import io.propensity.run.RunId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json}: the contract between trainer, service and scorer. It is written last and
 * makes a model version real.
 *
 * @param classes in the model's order; empty for a regression
 * @param positiveClass the class whose probability is the score, null unless the task is binary
 * @param key the columns that together name a row of the users table; a single one is written as
 *     text
 * @param inputs the columns that the users table must have, the key not among them
 * @param derived in the order in which they are made
 * @param features in the model's order
 * @param parameters the algorithm's, by its own names with its own types, and {@code rows_fitted}
 * @param libraries versions by name
 * @param gitCommit null when the training ran outside a checkout
 * @param metrics by split, then by name
 * @param label how the label was made of the raw columns, null for a model that was imported
 * @param calibration what makes a probability of the model's own score, null where that is one
 * @param threshold at or above which a score counts as the positive class, null unless binary
 * @param modelFingerprint equal for equal models, whenever they were trained
 * @param warnings what whoever uses the scores should know
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
    @JsonProperty("format_version") String formatVersion,
    String name,
    int version,
    Flavor flavor,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("run_id") RunId runId,
    Task task,
    List<String> classes,
    @JsonProperty("positive_class") @Nullable String positiveClass,
    @JsonFormat(
            with = {
              JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
              JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
            })
        List<String> key,
    List<InputColumn> inputs,
    List<DerivedColumn> derived,
    List<Feature> features,
    @JsonProperty("category_text") CategoryText categoryText,
    List<ArtifactFile> files,
    @JsonProperty("training_data") TrainingData trainingData,
    Split split,
    Map<String, Object> parameters,
    long seed,
    Map<String, String> libraries,
    @JsonProperty("git_commit") @Nullable String gitCommit,
    Map<String, Map<String, Double>> metrics,
    Baseline baseline,
    @Nullable Label label,
    @Nullable Calibration calibration,
    @Nullable Double threshold,
    @JsonProperty("model_fingerprint") @Nullable String modelFingerprint,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> warnings) {

  /** The name of the manifest within an artifact. */
  public static final String FILE = "manifest.json";

  public Manifest {
    Names.require("Model", name);
    key = List.copyOf(key);
    classes = List.copyOf(classes);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
    inputs = List.copyOf(inputs);
    derived = List.copyOf(derived);
    features = List.copyOf(features);
    files = List.copyOf(files);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    if (key.isEmpty()) {
      throw new ContractException("Model %s/%d has no key".formatted(name, version));
    }
    for (Feature feature : features) {
      boolean fraction =
          feature.kind() == Feature.Kind.CATEGORICAL && feature.type() == ColumnType.NUMBER;
      if (fraction && !categoryText.types().containsKey(ColumnType.NUMBER.label())) {
        throw new ContractException(
            "Model %s/%d takes the number '%s' as a category and does not say how it is written"
                .formatted(name, version, feature.name()));
      }
    }
    if (features.isEmpty()) {
      throw new ContractException("Model %s/%d has no features".formatted(name, version));
    }
    if (task == Task.BINARY && (classes.size() != 2 || !classes.contains(positiveClass))) {
      throw new ContractException(
          "Model %s/%d is binary and needs two classes, one of them positive: classes %s, positive '%s'"
              .formatted(name, version, classes, positiveClass));
    }
  }

  @Override
  public List<String> warnings() {
    return warnings == null ? List.of() : warnings;
  }

  public ModelVersion modelVersion() {
    return new ModelVersion(name, version);
  }

  /** The file of that path, which the manifest must list. */
  public ArtifactFile file(String path) {
    return files.stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new ContractException(
                    "The manifest of model %s/%d lists no file '%s': publish the model again"
                        .formatted(name, version, path)));
  }
}
