package io.propensity.algorithm.catboost;

import io.propensity.catboost.CatBoostTrainer;
import io.propensity.run.ConfigurationException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A pipeline's parameters for CatBoost, under the names of its documentation. */
final class CatBoostParameters {

  /** CatBoost ends its process on more, and on none. */
  private static final long MOST_THREADS = 128;

  private static final long MOST_BORDERS = 65_535;

  private CatBoostParameters() {}

  /**
   * The parameters as text.
   *
   * @throws ConfigurationException for a name or a value that CatBoost does not take
   */
  static Map<String, String> of(Map<String, Object> given) {
    Map<String, String> params = new LinkedHashMap<>();
    given.forEach((name, value) -> params.put(name, value.toString()));
    params.keySet().forEach(CatBoostParameters::requireParameter);
    String loss = params.getOrDefault("loss_function", "Logloss");
    if (!loss.equals("Logloss")) {
      throw new ConfigurationException(
          "algorithm.params.loss_function '%s': a binary model is trained with Logloss"
              .formatted(loss));
    }
    requireWhole(params, "iterations", 1, Integer.MAX_VALUE);
    requireWhole(params, "random_seed", 0, Long.MAX_VALUE);
    requireWhole(params, "thread_count", 1, MOST_THREADS);
    requireWhole(params, "border_count", 1, MOST_BORDERS);
    requireShare(params, "subsample");
    return params;
  }

  private static void requireWhole(Map<String, String> params, String name, long least, long most) {
    String value = params.get(name);
    if (value != null && !isWhole(value, least, most)) {
      throw new ConfigurationException(
          "algorithm.params.%s '%s' is not a whole number from %d to %d"
              .formatted(name, value, least, most));
    }
  }

  private static void requireShare(Map<String, String> params, String name) {
    String value = params.get(name);
    if (value != null && !isShare(value)) {
      throw new ConfigurationException(
          "algorithm.params.%s '%s' is not a number above 0 and at most 1".formatted(name, value));
    }
  }

  private static boolean isShare(String value) {
    try {
      BigDecimal number = new BigDecimal(value); // Java's own doubles may end in f or d.
      return number.signum() > 0 && number.compareTo(BigDecimal.ONE) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isWhole(String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void requireParameter(String parameter) {
    boolean known =
        !parameter.contains("-")
            && CatBoostTrainer.parameterNames().contains(parameter.replace('_', '-'));
    if (!known) {
      throw new ConfigurationException(
          "algorithm.params: unknown parameter '%s'; the parameters are %s"
              .formatted(
                  parameter,
                  CatBoostTrainer.parameterNames().stream()
                      .map(name -> name.replace('-', '_'))
                      .collect(Collectors.joining(", "))));
    }
  }
}
