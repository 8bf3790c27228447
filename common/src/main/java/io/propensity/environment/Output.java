package io.propensity.environment;

import io.propensity.run.ConfigurationException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a Spark connector is told where to write. Secrets are named, never written.
 *
 * @param options the connector's own, by its names
 * @param secrets options whose values are variables of the process environment, by their names:
 *     {@code password: PROPENSITY_SCORES_PASSWORD}; a file holds the value where the variable with
 *     {@code _FILE} behind its name is set instead
 */
public record Output(@Nullable Map<String, String> options, @Nullable Map<String, String> secrets) {

  public Output {
    options = options == null ? Map.of() : Map.copyOf(options);
    secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    for (String option : new TreeMap<>(options).keySet()) {
      if (Secrets.isNameOfOne(option)) {
        throw new ConfigurationException(
            "outputs: the option %s is a secret: name the variable that holds it under secrets, e.g. %s: PROPENSITY_SCORES_PASSWORD"
                .formatted(option, option));
      }
    }
  }

  /**
   * The options with the secrets that the process environment holds or names.
   *
   * @param files reads a file's text by its location
   * @throws ConfigurationException when a variable is not set
   */
  public Map<String, String> options(
      String where, Map<String, String> variables, UnaryOperator<String> files) {
    Map<String, String> all = new TreeMap<>(options == null ? Map.of() : options);
    new TreeMap<>(secrets == null ? Map.of() : secrets)
        .forEach(
            (option, variable) ->
                all.put(option, Secrets.value(where, option, variable, variables, files)));
    return all;
  }
}
