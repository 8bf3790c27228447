package io.propensity.pipeline;

import io.propensity.model.Names;
import io.propensity.model.Task;
import io.propensity.run.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the parts of a pipeline demand of each other. */
final class PipelineRules {

  private static final Pattern SOURCE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private PipelineRules() {}

  static void checkHead(Checks checks, int formatVersion, String name) {
    checks.require(
        formatVersion == 1,
        "format_version",
        "%d is unknown; this release reads 1".formatted(formatVersion));
    checks.run("name", () -> Names.require("Pipeline", name));
  }

  /** Notes what is wrong, of what is known: the rest of a sentence under each key. */
  static void check(Checks checks, PipelineParts parts) {
    requireMetrics(checks, parts);
    requireSources(checks, parts);
    requireLabel(checks, parts);
    requireFeatures(checks, parts);
    requireFree(checks, "numeric", parts.numeric().stream(), parts);
    requireFree(checks, "categorical", parts.categorical().stream(), parts);
    requireFree(checks, "derive", parts.derive().keySet().stream(), parts);
    requireFree(checks, "weight", Stream.ofNullable(parts.weight()), parts);
    requireTask(checks, parts);
    requireParts(checks, parts);
    checks.require(
        parts.crossValidation() == null
            || parts.crossValidation().repeatsOrDefault() == 1
            || !(parts.split() instanceof SplitSpec.Time),
        "cross_validation.repeats",
        "is for folds that can be dealt anew, and split.by: time deals them one way: leave it out");
  }

  private static void requireMetrics(Checks checks, PipelineParts parts) {
    Task task = parts.task();
    if (task == null) {
      return;
    }
    Gate gate = parts.evaluation().gate();
    if (gate != null) {
      MetricNames.require(checks, "evaluation.gate.metric", gate.metric(), task);
    }
    Tuning tuning = parts.tuning();
    if (tuning != null && tuning.metric() != null) {
      MetricNames.require(checks, "tuning.metric", tuning.metric(), task);
    }
  }

  private static void requireSources(Checks checks, PipelineParts parts) {
    Set<String> sources = parts.sourceNames();
    checks.require(sources.contains(Pipeline.RAW), "sources", "must name one source raw");
    for (String name : sources) {
      boolean fits = SOURCE_NAME.matcher(name).matches() && !name.endsWith("_malformed");
      checks.require(
          fits && !name.equals("features") && !name.equals("predictions"),
          "sources." + name,
          "cannot be a source's name: small letters, digits and underscores, a letter first,"
              + " neither features, predictions nor an end in _malformed");
    }
    if (parts.split() instanceof SplitSpec.Sources split && !sources.isEmpty()) {
      requireSource(checks, sources, "split.train", split.train());
      requireSource(checks, sources, "split.test", split.test());
      if (split.validation() != null && split.validation().source() != null) {
        requireSource(checks, sources, "split.validation", split.validation().source());
      }
    }
  }

  private static void requireSource(Checks checks, Set<String> sources, String key, String name) {
    checks.require(
        sources.contains(name),
        key,
        "names '%s', which is no source; the sources are %s"
            .formatted(name, String.join(", ", sources)));
  }

  private static void requireLabel(Checks checks, PipelineParts parts) {
    Label label = parts.label();
    Task task = parts.task();
    if (label == null || task == null) {
      return;
    }
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

  private static void requireFeatures(Checks checks, PipelineParts parts) {
    checks.require(
        !parts.numeric().isEmpty()
            || !parts.categorical().isEmpty()
            || !parts.knows("numeric", "categorical"),
        "",
        "numeric and categorical name no feature: name at least one, or \"*\" for all that fit");
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    requireNames(checks, "numeric", parts.numeric(), seen);
    requireNames(checks, "categorical", parts.categorical(), seen);
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
      Checks checks, String where, Stream<String> names, PipelineParts parts) {
    names.forEach(
        name -> {
          checks.require(
              parts.label() == null || !parts.label().isColumn(name),
              where,
              "names the label '%s': a model must not see what it predicts".formatted(name));
          checks.require(
              (parts.key() == null || !parts.key().has(name))
                  && !name.toLowerCase(Locale.ROOT).startsWith("_"),
              where,
              "names '%s', which is the key or begins with an underscore: neither can be a feature"
                  .formatted(name));
        });
  }

  private static void requireTask(Checks checks, PipelineParts parts) {
    Task task = parts.task();
    if (task == null) {
      return;
    }
    checks.require(
        task != Task.REGRESSION || parts.classWeights() == null,
        "class_weights",
        "is for tasks with classes: a regression has none");
    checks.require(
        task != Task.REGRESSION || !parts.split().stratified(),
        "split.stratify",
        "is for tasks with classes: a regression has none");
    checks.require(
        task == Task.BINARY || parts.evaluation().threshold() == null,
        "evaluation.threshold",
        "is for task: binary alone");
    checks.require(
        task == Task.BINARY || parts.evaluation().calibrationOrDefault() == Calibration.NONE,
        "evaluation.calibration",
        "is for task: binary alone");
  }

  /** What is measured or chosen on rows of a part needs such rows. */
  private static void requireParts(Checks checks, PipelineParts parts) {
    SplitSpec split = parts.split();
    EvaluationSpec evaluation = parts.evaluation();
    checks.require(
        split.tests()
            || split.validates()
            || parts.crossValidation() != null
            || !parts.knows("cross_validation"),
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
