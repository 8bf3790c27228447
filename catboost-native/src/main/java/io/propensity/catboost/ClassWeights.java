package io.propensity.catboost;

import io.propensity.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Weights by class in all the forms that they may be written in, as the list that CatBoost takes.
 */
final class ClassWeights {

  private static final String WEIGHTS = "class_weights";
  private static final String AUTO = "auto_class_weights";
  private static final String SCALE = ParameterNames.SCALE_POS_WEIGHT;
  private static final List<String> AUTO_KINDS = List.of("Balanced", "SqrtBalanced", "None");

  private ClassWeights() {}

  /** Rewrites what {@code values} say of weights. */
  static void resolve(Map<String, Object> values, CatBoostTarget target) {
    List<String> given = Stream.of(WEIGHTS, AUTO, SCALE).filter(values::containsKey).toList();
    if (given.isEmpty()) {
      return;
    }
    if (target.task() == Task.REGRESSION) {
      throw new CatBoostException("%s: a regression has no classes".formatted(given.get(0)));
    }
    if (given.size() > 1) {
      throw new CatBoostException("%s: write one of them".formatted(String.join(" and ", given)));
    }
    String name = given.get(0);
    Object value = Objects.requireNonNull(values.remove(name));
    if (name.equals(SCALE)) {
      values.put(WEIGHTS, scaled(value, target));
    } else if (name.equals(AUTO) || value instanceof String) {
      values.put(AUTO, auto(name, value));
    } else {
      values.put(WEIGHTS, weights(value, target));
    }
  }

  private static List<Double> scaled(Object value, CatBoostTarget target) {
    if (target.task() != Task.BINARY) {
      throw new CatBoostException(
          "scale_pos_weight is for a binary task: write class_weights, a weight a class");
    }
    return List.of(1.0, weight(SCALE, value));
  }

  private static String auto(String name, Object value) {
    String wanted = String.valueOf(value).toLowerCase(Locale.ROOT);
    return AUTO_KINDS.stream()
        .filter(kind -> kind.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new CatBoostException(
                    "%s '%s' is none of %s%s"
                        .formatted(
                            name,
                            value,
                            String.join(", ", AUTO_KINDS),
                            name.equals(WEIGHTS) ? ", nor a list or a map of weights" : "")));
  }

  private static List<Double> weights(Object value, CatBoostTarget target) {
    List<String> classes = target.classes();
    if (value instanceof Map<?, ?> map) {
      return byClass(map, classes);
    }
    if (!(value instanceof List<?> list) || list.size() != classes.size()) {
      throw new CatBoostException(
          "class_weights %s: write a weight for each of the classes %s, as a list in this order or as a map"
              .formatted(value, classes));
    }
    return list.stream().map(each -> weight(WEIGHTS, each)).toList();
  }

  private static List<Double> byClass(Map<?, ?> map, List<String> classes) {
    List<Double> weights = new ArrayList<>();
    TreeSet<String> unknown = new TreeSet<>();
    map.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    for (String name : classes) {
      unknown.remove(name);
      Object weight =
          map.entrySet().stream()
              .filter(entry -> String.valueOf(entry.getKey()).equals(name))
              .map(Map.Entry::getValue)
              .map(Object.class::cast)
              .findFirst()
              .orElseThrow(
                  () ->
                      new CatBoostException(
                          "class_weights has no weight for class '%s'".formatted(name)));
      weights.add(weight(WEIGHTS, weight));
    }
    if (!unknown.isEmpty()) {
      throw new CatBoostException(
          "class_weights names '%s', and the classes are %s".formatted(unknown.first(), classes));
    }
    return weights;
  }

  private static double weight(String name, Object value) {
    if (value instanceof Number number && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    throw new CatBoostException("%s '%s' is no weight of 0 or more".formatted(name, value));
  }
}
