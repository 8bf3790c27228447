package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.Names;
import io.propensity.model.Split;
import io.propensity.model.Task;
import io.propensity.run.ConfigurationException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How raw data becomes a users table and a model, as {@code pipeline.yaml} says.
 *
 * @param name the pipeline's and its model's
 * @param key the column that names a row
 * @param derive expressions by the column that each makes, in the order in which they are made
 * @param numeric features that are numbers or booleans: inputs or derived columns
 * @param categorical features that are categories; the model has them after the numeric ones
 */
public record Pipeline(
    @JsonProperty("format_version") int formatVersion,
    String name,
    String key,
    Task task,
    Sources sources,
    @Nullable Map<String, String> derive,
    Label label,
    @Nullable List<String> numeric,
    @Nullable List<String> categorical,
    Split split,
    Algorithm algorithm) {

  /** What a pipeline reads. */
  public record Sources(Source raw) {}

  /**
   * What is predicted.
   *
   * @param positive the value, as text, whose probability is the score
   */
  public record Label(String column, String positive) {}

  public Pipeline {
    requireFormat(formatVersion, task);
    Names.require("Pipeline", name);
    derive = Collections.unmodifiableMap(derive == null ? Map.of() : new LinkedHashMap<>(derive));
    numeric = List.copyOf(numeric == null ? List.of() : numeric);
    categorical = List.copyOf(categorical == null ? List.of() : categorical);
    requireFeatures(Stream.concat(numeric.stream(), categorical.stream()).toList());
    requireFree(
        "numeric or categorical",
        Stream.concat(numeric.stream(), categorical.stream()),
        label.column(),
        key);
    requireFree("derive", derive.keySet().stream(), label.column(), key);
    requireSplit(split);
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

  /** What the raw table is read from. */
  public String origin() {
    return sources.raw().origin();
  }

  /**
   * What the features table is made by. A table that carries another recipe was made before the
   * pipeline changed.
   */
  public String recipe() {
    return "key=%s, derive=%s, label=%s, numeric=%s, categorical=%s, source=%s"
        .formatted(key, derive(), label, numeric(), categorical(), origin());
  }

  private static void requireFormat(int formatVersion, Task task) {
    if (formatVersion != 1) {
      throw new ConfigurationException(
          "format_version %d is unknown; this release reads 1".formatted(formatVersion));
    }
    if (task != Task.BINARY) {
      throw new ConfigurationException(
          "task: this release trains binary models only; write task: binary");
    }
  }

  private static void requireFeatures(List<String> features) {
    if (features.isEmpty()) {
      throw new ConfigurationException(
          "numeric and categorical name no feature: name at least one");
    }
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String feature : features) {
      if (!seen.add(feature)) {
        throw new ConfigurationException(
            "numeric and categorical name feature '%s' twice".formatted(feature));
      }
      if (feature.isBlank() || feature.chars().anyMatch(c -> c < 0x20 || c == '"')) {
        throw new ConfigurationException(
            "Feature name '%s' holds a control character or a quote: derive a column of another name"
                .formatted(feature));
      }
    }
  }

  private static void requireFree(String where, Stream<String> names, String label, String key) {
    names.forEach(
        name -> {
          if (name.equalsIgnoreCase(label)) {
            throw new ConfigurationException(
                "%s names the label '%s': a model must not see what it predicts"
                    .formatted(where, label));
          }
          if (name.equalsIgnoreCase(key) || name.toLowerCase(Locale.ROOT).startsWith("_")) {
            throw new ConfigurationException(
                "%s names '%s', which is the key or begins with an underscore: neither can be a feature"
                    .formatted(where, name));
          }
        });
  }

  private static void requireSplit(Split split) {
    boolean fits =
        split.test() > 0 && split.validation() >= 0 && split.test() + split.validation() < 1;
    if (!fits) {
      throw new ConfigurationException(
          "split: test must be in (0, 1), validation in [0, 1), and both together below 1");
    }
    if (split.seed() < 0) {
      throw new ConfigurationException(
          "split.seed %d is negative, which CatBoost takes for no seed".formatted(split.seed()));
    }
  }
}
