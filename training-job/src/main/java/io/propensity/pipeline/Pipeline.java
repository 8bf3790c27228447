package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.json.Description;
import io.propensity.model.Task;
import io.propensity.run.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How raw data becomes a users table and a model, as {@code pipeline.yaml} says.
 *
 * @param name the pipeline's and its model's
 * @param key what names a row
 * @param sources by name, {@link #RAW} among them
 * @param features a file of the folder: SELECT over the sources, one row a key; null when the rows
 *     of {@code raw} are the rows to train on
 * @param derive expressions by the column that each makes, in the order in which they are made
 * @param numeric features that are numbers or booleans, by name or by pattern: {@code "spend_*"}
 * @param categorical features that are categories; the model has them after the numeric ones
 * @param exclude columns, by name or by pattern, that are no feature
 * @param weight the column that says how much a row counts
 * @param classWeights what the rows of each class count in the fit, beside {@code weight}
 * @param exports files of the folder, each a SELECT; null means every {@code exports/*.sql}
 */
public record Pipeline(
    @Description("1") @JsonProperty("format_version") int formatVersion,
    @Description("The name of the pipeline and of its model: small letters, digits, hyphens")
        String name,
    @Description("The column that names a row, several of them, or generated") Key key,
    @Description("What the model predicts") Task task,
    @Description("What is read, by name; raw is required") Map<String, Source> sources,
    @Description("A file of this folder: a SELECT over the sources, one row a key")
        @Nullable String features,
    @Description("Columns made from their own row: name: expression")
        @Nullable Map<String, String> derive,
    @Description("What is predicted: a column, an expression or a query") Label label,
    @Description("Features that are numbers: names, patterns such as spend_*, or *")
        @Nullable List<String> numeric,
    @Description("Features that are categories: names, patterns, or *")
        @Nullable List<String> categorical,
    @Description("Columns that are never a feature: names or patterns")
        @Nullable List<String> exclude,
    @Description("A column that says how much a row counts") @Nullable String weight,
    @Description("How much the rows of each class count in the fit: balanced, or a weight a class")
        @JsonProperty("class_weights")
        @Nullable ClassWeights classWeights,
    @Description("How rows are dealt to train, validation and test") @Nullable SplitSpec split,
    @Description("What trains the model") AlgorithmSpec algorithm,
    @Description("Metrics with their spread, by folds") @JsonProperty("cross_validation")
        @Nullable CrossValidation crossValidation,
    @Description("A search for parameters by cross-validation") @Nullable Tuning tuning,
    @Description("all: the published model is trained on every row, after it was evaluated")
        @Nullable Refit refit,
    @Description("Threshold, calibration, gate and segments") @Nullable EvaluationSpec evaluation,
    @Description("Files of this folder, each a SELECT over raw, features and predictions")
        @Nullable List<String> exports) {

  /** The source that every pipeline has. */
  public static final String RAW = "raw";

  public Pipeline {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    derive = Collections.unmodifiableMap(derive == null ? Map.of() : new LinkedHashMap<>(derive));
    numeric = List.copyOf(numeric == null ? List.of() : numeric);
    categorical = List.copyOf(categorical == null ? List.of() : categorical);
    exclude = List.copyOf(exclude == null ? List.of() : exclude);
    split = split == null ? SplitSpec.byDefault() : split;
    evaluation = evaluation == null ? EvaluationSpec.byDefault() : evaluation;
    exports = exports == null ? null : List.copyOf(exports);
    Checks checks = new Checks();
    PipelineRules.checkHead(checks, formatVersion, name);
    PipelineRules.check(
        checks,
        new PipelineParts(
            key,
            task,
            sources,
            sources.keySet(),
            features,
            derive,
            label,
            numeric,
            categorical,
            exclude,
            weight,
            classWeights,
            split,
            algorithm,
            crossValidation,
            tuning,
            evaluation,
            exports,
            Set.of()));
    checks.done();
  }

  @Override
  public Map<String, String> derive() {
    return derive == null ? Map.of() : derive;
  }

  @Override
  public List<String> numeric() {
    return numeric == null ? List.of() : numeric;
  }

  @Override
  public List<String> categorical() {
    return categorical == null ? List.of() : categorical;
  }

  @Override
  public List<String> exclude() {
    return exclude == null ? List.of() : exclude;
  }

  /** Whether the rows of a source get their number as their key. */
  public boolean numbers(String source) {
    return key.isGenerated() && (source.equals(RAW) || split().parts().contains(source));
  }

  @Override
  public SplitSpec split() {
    return split == null ? SplitSpec.byDefault() : split;
  }

  @Override
  public EvaluationSpec evaluation() {
    return evaluation == null ? EvaluationSpec.byDefault() : evaluation;
  }

  /** The source that every pipeline has. */
  public Source raw() {
    Source raw = sources.get(RAW);
    if (raw == null) {
      throw new IllegalStateException("A pipeline without sources.raw is refused");
    }
    return raw;
  }

  /** Whether every row is trained on in the end. */
  public boolean refitsAll() {
    return refit == Refit.ALL;
  }

  /** This pipeline with another algorithm or other parameters. */
  public Pipeline with(AlgorithmSpec other) {
    return new Pipeline(
        formatVersion,
        name,
        key,
        task,
        sources,
        features,
        derive,
        label,
        numeric,
        categorical,
        exclude,
        weight,
        classWeights,
        split,
        other,
        crossValidation,
        tuning,
        refit,
        evaluation,
        exports);
  }

  /** The same as parts, all of which are known. */
  public PipelineParts parts() {
    return new PipelineParts(
        key,
        task,
        sources,
        sources.keySet(),
        features,
        derive(),
        label,
        numeric(),
        categorical(),
        exclude(),
        weight,
        classWeights,
        split(),
        algorithm,
        crossValidation,
        tuning,
        evaluation(),
        exports,
        Set.of());
  }

  /** What the raw table is read from. */
  public String origin() {
    return raw().origin();
  }

  /**
   * What the features table is made by. A table that carries another recipe was made before the
   * pipeline changed.
   */
  public String recipe() {
    return "key=%s, features=%s, derive=%s, label=%s, numeric=%s, categorical=%s, exclude=%s, weight=%s, source=%s"
        .formatted(
            key, features, derive(), label, numeric(), categorical(), exclude(), weight, origin());
  }
}
