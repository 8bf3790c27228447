package io.propensity.environment;

import io.propensity.run.ConfigurationException;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Settings that an environment file names and the process environment holds. */
final class Secrets {

  private static final String FILE = "_FILE";
  private static final Pattern NAME =
      Pattern.compile("password|passwd|secret|token|credential|access-key|private-key");

  private Secrets() {}

  /** Whether a setting is a secret by its name, or a text shows that it holds one. */
  static boolean isNameOfOne(String setting) {
    return NAME.matcher(setting.toLowerCase(Locale.ROOT)).find();
  }

  /**
   * The value of {@code variable}, or the text of the file that {@code variable_FILE} names.
   *
   * @param files reads a file's text by its location
   * @throws ConfigurationException unless one of the two is set, and the file holds something
   */
  static String value(
      String where,
      String setting,
      String variable,
      Map<String, String> variables,
      UnaryOperator<String> files) {
    String value = variables.get(variable);
    String file = variables.getOrDefault(variable + FILE, "");
    if ((value == null) == file.isBlank()) {
      throw new ConfigurationException(
          "%s.secrets.%s: set one of the variables %s and %s in the process environment; %s set"
              .formatted(
                  where,
                  setting,
                  variable,
                  variable + FILE,
                  value == null ? "neither is" : "both are"));
    }
    return value == null ? text(variable + FILE, file, files) : value;
  }

  private static String text(String variable, String file, UnaryOperator<String> files) {
    String text = files.apply(file).strip();
    if (text.isEmpty()) {
      throw new ConfigurationException(
          "%s names %s, which is empty: write the secret to it".formatted(variable, file));
    }
    return text;
  }
}
