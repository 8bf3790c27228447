package io.propensity.pipeline;

import io.propensity.model.Task;
import io.propensity.run.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the parts of a pipeline demand of each other. */
final class PipelineRules {

  private static final Pattern SOURCE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private PipelineRules() {}

  static void check(
      Checks checks,
      Key key,
      Task task,
      Map<String, Source> sources,
      Map<String, String> derive,
      Label label,
      List<String> numeric,
      List<String> categorical,
      @Nullable String weight,
      @Nullable ClassWeights classWeights,
      SplitSpec split,
      EvaluationSpec evaluation,
      @Nullable Tuning tuning,
      @Nullable CrossValidation validated) {
    if (evaluation.gate() != null) {
      MetricNames.require(checks, "evaluation.gate.metric", evaluation.gate().metric(), task);
    }
    if (tuning != null && tuning.metric() != null) {
      MetricNames.require(checks, "tuning.metric", tuning.metric(), task);
    }
    requireSources(checks, sources, split);
    requireLabel(checks, task, label);
    requireFeatures(checks, numeric, categorical);
    requireFree(checks, "numeric", numeric.stream(), label, key);
    requireFree(checks, "categorical", categorical.stream(), label, key);
    requireFree(checks, "derive", derive.keySet().stream(), label, key);
    if (weight != null) {
      requireFree(checks, "weight", Stream.of(weight), label, key);
    }
    checks.require(
        task != Task.REGRESSION || classWeights == null,
        "class_weights",
        "is for tasks with classes: a regression has none");
    requireTask(checks, task, split, evaluation);
    requireParts(checks, split, evaluation, validated);
    checks.require(
        validated == null
            || validated.repeatsOrDefault() == 1
            || !(split instanceof SplitSpec.Time),
        "cross_validation.repeats",
        "is for folds that can be dealt anew, and split.by: time deals them one way: leave it out");
  }

  private static void requireSources(Checks checks, Map<String, Source> sources, SplitSpec split) {
    checks.require(sources.containsKey(Pipeline.RAW), "sources", "must name one source raw");
    for (String name : sources.keySet()) {
      boolean fits = SOURCE_NAME.matcher(name).matches() && !name.endsWith("_malformed");
      checks.require(
          fits && !name.equals("features") && !name.equals("predictions"),
          "sources." + name,
          "cannot be a source's name: small letters, digits and underscores, a letter first,"
              + " neither features, predictions nor an end in _malformed");
    }
    if (split instanceof SplitSpec.Sources parts) {
      requireSource(checks, sources, "split.train", parts.train());
      requireSource(checks, sources, "split.test", parts.test());
      if (parts.validation() != null && parts.validation().source() != null) {
        requireSource(checks, sources, "split.validation", parts.validation().source());
      }
    }
  }

  private static void requireSource(
      Checks checks, Map<String, Source> sources, String key, String name) {
    checks.require(
        sources.containsKey(name),
        key,
        "names '%s', which is no source; the sources are %s"
            .formatted(name, String.join(", ", sources.keySet())));
  }

  private static void requireLabel(Checks checks, Task task, Label label) {
    checks.require(
        task == Task.BINARY || label.positive().isEmpty(),
        "label.positive",
        "is for task: binary alone");
    checks.require(
        task == Task.MULTICLASS || label.classes().isEmpty(),
        "label.classes",
        "is for task: multiclass alone");
    checks.require(
        task != Task.BINARY || label.column() == null || !label.positive().isEmpty(),
        "label",
        "needs positive: the value, or a list of the values, whose probability is the score");
  }

  private static void requireFeatures(
      Checks checks, List<String> numeric, List<String> categorical) {
    checks.require(
        !numeric.isEmpty() || !categorical.isEmpty(),
        "",
        "numeric and categorical name no feature: name at least one, or \"*\" for all that fit");
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    requireNames(checks, "numeric", numeric, seen);
    requireNames(checks, "categorical", categorical, seen);
  }

  private static void requireNames(
      Checks checks, String key, List<String> features, Set<String> seen) {
    for (String feature : features) {
      checks.require(
          feature.contains("*") || seen.add(feature),
          key,
          "names feature '%s' twice, here or in the other list".formatted(feature));
      checks.require(
          !feature.isBlank() && feature.chars().noneMatch(c -> c < 0x20 || c == '"'),
          key,
          "names feature '%s', which holds a control character or a quote: derive a column of another name"
              .formatted(feature));
    }
  }

  private static void requireFree(
      Checks checks, String where, Stream<String> names, Label label, Key key) {
    names.forEach(
        name -> {
          checks.require(
              !label.isColumn(name),
              where,
              "names the label '%s': a model must not see what it predicts".formatted(name));
          checks.require(
              !key.has(name) && !name.toLowerCase(Locale.ROOT).startsWith("_"),
              where,
              "names '%s', which is the key or begins with an underscore: neither can be a feature"
                  .formatted(name));
        });
  }

  private static void requireTask(
      Checks checks, Task task, SplitSpec split, EvaluationSpec evaluation) {
    checks.require(
        task != Task.REGRESSION || !split.stratified(),
        "split.stratify",
        "is for tasks with classes: a regression has none");
    checks.require(
        task == Task.BINARY || evaluation.threshold() == null,
        "evaluation.threshold",
        "is for task: binary alone");
    checks.require(
        task == Task.BINARY || evaluation.calibrationOrDefault() == Calibration.NONE,
        "evaluation.calibration",
        "is for task: binary alone");
  }

  /** What is measured or chosen on rows of a part needs such rows. */
  private static void requireParts(
      Checks checks,
      SplitSpec split,
      EvaluationSpec evaluation,
      @Nullable CrossValidation validated) {
    checks.require(
        split.tests() || split.validates() || validated != null,
        "split.test",
        "is 0, and so is split.validation: nothing is left to measure on before a model is published; write a share such as 0.2, or cross_validation: {folds: 5}");
    checks.require(
        split.validates() || evaluation.thresholdOrDefault() instanceof Threshold.Fixed,
        "evaluation.threshold",
        "is chosen on the validation split, which has no rows: write split.validation, a share such as 0.1, or a threshold such as 0.5");
    checks.require(
        split.validates() || evaluation.calibrationOrDefault() == Calibration.NONE,
        "evaluation.calibration",
        "is fitted on the validation split, which has no rows: write split.validation, a share such as 0.1, or leave it out");
  }
}
