package io.propensity.catboost;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to train: CatBoost's parameters under the trainer's own names, with the values of JSON.
 *
 * @param values {@code loss_function} and {@code random_seed} are always among them
 */
public record CatBoostParameters(Map<String, Object> values) {

  /** What CatBoost makes when nobody says how many. */
  private static final int DEFAULT_ITERATIONS = 1000;

  private static final List<String> BY_FEATURE =
      List.of("per_feature_ctr", "per_float_feature_quantization");

  public CatBoostParameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The names that may be written, synonyms among them, sorted. */
  public static Set<String> names() {
    return ParameterNames.all();
  }

  /** Whether two names, either of which may be a synonym, say the same parameter. */
  public static boolean same(String one, String other) {
    return ParameterNames.resolved(one).equals(ParameterNames.resolved(other));
  }

  /**
   * Takes parameters as a pipeline writes them: under the names of CatBoost's Python package, its
   * synonyms among them, with native values; class weights also by class or {@code balanced}, and
   * features by name.
   *
   * @param features in the model's order
   * @param seed what CatBoost draws from, unless the parameters say another
   * @throws CatBoostException naming the parameter that is unknown, not taken here, given twice or
   *     has a value that no training could have
   */
  public static CatBoostParameters of(
      CatBoostTarget target, List<String> features, Map<String, ?> given, long seed) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("loss_function", target.defaultLoss());
    values.put("random_seed", seed);
    values.putAll(ParameterNames.canonical(given));
    ParameterValues.check(values);
    target.requireLoss(String.valueOf(values.get("loss_function")));
    ClassWeights.resolve(values, target);
    if (given.containsKey(ParameterNames.EARLY_STOPPING_ROUNDS)) {
      values.putIfAbsent("od_type", "Iter");
    }
    values.computeIfPresent("used_ram_limit", (name, limit) -> String.valueOf(limit));
    if (!target.classes().isEmpty() && !"CrossEntropy".equals(values.get("loss_function"))) {
      values.put("class_names", target.labels());
    }
    return new CatBoostParameters(byIndex(values, features));
  }

  /** A value, when there is one. */
  public Optional<Object> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The same with another value. */
  public CatBoostParameters with(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new CatBoostParameters(changed);
  }

  /** The trees that are asked for. */
  public int iterations() {
    return values.get("iterations") instanceof Number number
        ? number.intValue()
        : DEFAULT_ITERATIONS;
  }

  /** How the learn set has to write each class, in the classes' order; empty for a regression. */
  public List<String> labels() {
    if (values.get("class_names") instanceof List<?> names) {
      return names.stream().map(String::valueOf).toList();
    }
    return "CrossEntropy".equals(values.get("loss_function")) ? List.of("0", "1") : List.of();
  }

  /** What CatBoost draws from. */
  public long seed() {
    return values.get("random_seed") instanceof Number number ? number.longValue() : 0;
  }

  private static Map<String, Object> byIndex(Map<String, Object> values, List<String> features) {
    values.computeIfPresent("ignored_features", (name, value) -> indices(name, value, features));
    List<String> longestFirst =
        features.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String parameter : BY_FEATURE) {
      values.computeIfPresent(
          parameter,
          (name, value) -> {
            Object list = value instanceof List<?> ? value : List.of(value);
            return ParameterValues.mapText(list, text -> byIndex(text, features, longestFirst));
          });
    }
    return values;
  }

  private static Object indices(String name, Object value, List<String> features) {
    Object list = value instanceof List<?> ? value : List.of(value);
    return ((List<?>) list)
        .stream()
            .map(each -> each instanceof String feature ? index(name, feature, features) : each)
            .toList();
  }

  private static Integer index(String parameter, String feature, List<String> features) {
    int index = features.indexOf(feature);
    if (index < 0) {
      throw new CatBoostException(
          "%s names '%s', which is no feature; the features are %s"
              .formatted(parameter, feature, String.join(", ", features)));
    }
    return index;
  }

  /** {@code spend:border_count=1024} with the feature's index in the place of its name. */
  private static String byIndex(String text, List<String> features, List<String> longestFirst) {
    return longestFirst.stream()
        .filter(feature -> text.startsWith(feature + ":"))
        .findFirst()
        .map(feature -> features.indexOf(feature) + text.substring(feature.length()))
        .orElse(text);
  }
}
