package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.run.ConfigurationException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What trains the model.
 *
 * @param name {@code catboost}
 * @param params CatBoost's own, under the names of its documentation: {@code learning_rate}
 * @param maxRows rows of the training and validation splits that may go to the driver; 5,000,000
 *     when it is not said
 * @param sample whether more rows than that are sampled down, or refused as they are by default
 */
public record Algorithm(
    String name,
    @Nullable Map<String, String> params,
    @JsonProperty("max_rows") @Nullable Long maxRows,
    @Nullable Boolean sample) {

  private static final long DEFAULT_MAX_ROWS = 5_000_000;

  /** CatBoost ends its process on more, and on none. */
  private static final long MOST_THREADS = 128;

  private static final long MOST_BORDERS = 65_535;

  public Algorithm {
    if (!name.equals("catboost")) {
      throw new ConfigurationException(
          "algorithm.name '%s' is unknown; this release trains with catboost".formatted(name));
    }
    params = Collections.unmodifiableMap(params == null ? Map.of() : new LinkedHashMap<>(params));
    params.keySet().forEach(Algorithm::requireParameter);
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
    if (maxRows != null && maxRows < 1) {
      throw new ConfigurationException("algorithm.max_rows must be at least 1");
    }
  }

  @Override
  public Map<String, String> params() {
    return params == null ? Map.of() : params;
  }

  /** The row limit, given or by default. */
  public long rowLimit() {
    return maxRows == null ? DEFAULT_MAX_ROWS : maxRows;
  }

  /** Whether to sample when the row limit is exceeded. */
  public boolean samples() {
    return sample != null && sample;
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
