package io.propensity.json;

import io.propensity.run.ConfigurationException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-default}}; a name without value or default is
 * refused.
 */
record Variables(String file, Map<String, String> values) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}");

  String substitute(String text) {
    return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(valueOf(match)));
  }

  private String valueOf(MatchResult match) {
    String value = values.get(match.group(1));
    if (value != null && !value.isEmpty()) {
      return value;
    }
    if (match.group(2) != null) {
      return match.group(2);
    }
    throw new ConfigurationException(
        "%s: ${%s} has no value: set the variable %s, or write ${%s:-default}"
            .formatted(file, match.group(1), match.group(1), match.group(1)));
  }
}
