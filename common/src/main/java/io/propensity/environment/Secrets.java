package io.propensity.environment;

import io.propensity.run.ConfigurationException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings that an environment file names and the process environment holds. */
final class Secrets {

  private static final Pattern NAME =
      Pattern.compile("password|passwd|secret|token|credential|access-key|private-key");

  private Secrets() {}

  /** Whether a setting is a secret by its name, or a text shows that it holds one. */
  static boolean isNameOfOne(String setting) {
    return NAME.matcher(setting.toLowerCase(Locale.ROOT)).find();
  }

  /**
   * The value of {@code variable}.
   *
   * @throws ConfigurationException when it is not set
   */
  static String value(
      String where, String setting, String variable, Map<String, String> variables) {
    String value = variables.get(variable);
    if (value == null) {
      throw new ConfigurationException(
          "%s.secrets.%s: the variable %s is not set in the process environment"
              .formatted(where, setting, variable));
    }
    return value;
  }
}
