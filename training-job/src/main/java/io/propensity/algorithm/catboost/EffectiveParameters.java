package io.propensity.algorithm.catboost;

import io.propensity.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What CatBoost really trained with, as its model tells it, under the names that a pipeline uses.
 */
final class EffectiveParameters {

  /** Groups of parameters within which names are the pipeline's own. */
  private static final List<String> GROUPS =
      List.of(
          "boosting_options",
          "tree_learner_options",
          "data_processing_options",
          "cat_feature_params",
          "od_config",
          "bootstrap",
          "penalties",
          "float_features_binarization");

  /** Names that are others within their group, by the group and the name. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "bootstrap.type", "bootstrap_type",
          "od_config.type", "od_type",
          "od_config.wait_iterations", "od_wait",
          "od_config.stop_pvalue", "od_pval",
          "float_features_binarization.border_type", "feature_border_type");

  private static final Set<String> LEFT_OUT =
      Set.of(
          "class_names",
          "classes_count",
          "embedding_processing_options",
          "force_unit_auto_pair_weights",
          "permutation_count",
          "target_binarization",
          "text_processing_options");

  private final Map<String, Object> values = new TreeMap<>();

  private EffectiveParameters() {}

  /**
   * Reads them.
   *
   * @param params the JSON that a model's file carries as {@code params}
   */
  static Map<String, Object> of(String params) {
    Map<?, ?> all =
        Json.read(params.getBytes(StandardCharsets.UTF_8), Map.class, "The model's parameters");
    EffectiveParameters effective = new EffectiveParameters();
    effective.group("", all);
    effective.put("loss_function", all.get("loss_function"));
    if (all.get("metrics") instanceof Map<?, ?> metrics) {
      effective.put("eval_metric", metrics.get("eval_metric"));
      effective.put("custom_metric", metrics.get("custom_metrics"));
    }
    effective.put("random_seed", all.get("random_seed"));
    return new LinkedHashMap<>(effective.values);
  }

  private void group(String group, Map<?, ?> values) {
    values.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (value instanceof Map<?, ?> inner && GROUPS.contains(name)) {
            group(name, inner);
          } else if (!group.isEmpty() && !name.startsWith("dev_") && !LEFT_OUT.contains(name)) {
            put(RENAMED.getOrDefault(group + "." + name, pluralless(name)), value);
          }
        });
  }

  /** {@code simple_ctrs} is the pipeline's {@code simple_ctr}. */
  private static String pluralless(String name) {
    return name.endsWith("_ctrs") ? name.substring(0, name.length() - 1) : name;
  }

  private void put(String name, @Nullable Object value) {
    boolean empty =
        (value instanceof Map<?, ?> map && (map.isEmpty() || isNothing(map)))
            || (value instanceof List<?> list && list.isEmpty());
    if (value != null && !empty) {
      values.put(name, plain(value));
    }
  }

  private static boolean isNothing(Map<?, ?> map) {
    return map.containsKey("type") && map.get("type") == null;
  }

  private static Object plain(Object value) {
    if (value instanceof Double number) {
      return shortest(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> plain(each)).toList();
    }
    if (value instanceof Map<?, ?> map && map.containsKey("ctr_type")) {
      return categoryStatistics(map);
    }
    if (value instanceof Map<?, ?> map && map.containsKey("type") && map.containsKey("params")) {
      return loss(map);
    }
    return value;
  }

  /** CatBoost keeps floats, and prints the digits that a double has beyond them. */
  private static double shortest(double number) {
    String nearest = Float.toString((float) number);
    return Double.isInfinite((float) number) ? number : Double.parseDouble(nearest);
  }

  /** {@code Quantile:alpha=0.9;delta=0.1}. */
  private static String loss(Map<?, ?> loss) {
    String name = String.valueOf(loss.get("type"));
    String params =
        loss.get("params") instanceof Map<?, ?> given
            ? given.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(";"))
            : "";
    return params.isEmpty() ? name : name + ":" + params;
  }

  /** {@code Borders:CtrBorderCount=15:CtrBorderType=Uniform:Prior=0.5}. */
  private static String categoryStatistics(Map<?, ?> map) {
    List<String> parts = new ArrayList<>(List.of(String.valueOf(map.get("ctr_type"))));
    if (map.get("ctr_binarization") instanceof Map<?, ?> borders) {
      parts.add("CtrBorderCount=" + borders.get("border_count"));
      parts.add("CtrBorderType=" + borders.get("border_type"));
    }
    if (map.get("target_binarization") instanceof Map<?, ?> borders) {
      parts.add("TargetBorderCount=" + borders.get("border_count"));
      parts.add("TargetBorderType=" + borders.get("border_type"));
    }
    if (map.get("priors") instanceof List<?> priors) {
      for (Object prior : priors) {
        parts.add(
            "Prior="
                + ((List<?>) prior).stream().map(String::valueOf).collect(Collectors.joining("/")));
      }
    }
    return String.join(":", parts);
  }
}
