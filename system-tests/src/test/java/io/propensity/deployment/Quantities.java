package io.propensity.deployment;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of processors and memory, as Kubernetes ({@code 1Gi}) and Spark ({@code 1g}) write them.
 */
final class Quantities {

  private static final Pattern MEMORY = Pattern.compile("(\\d+)([kmg])i?");
  private static final Map<String, Double> MEBIBYTES =
      Map.of("k", 1 / 1_024.0, "m", 1.0, "g", 1_024.0);

  private Quantities() {}

  static double cores(String text) {
    return text.endsWith("m")
        ? Integer.parseInt(text.substring(0, text.length() - 1)) / 1_000.0
        : Double.parseDouble(text);
  }

  static long mebibytes(String text) {
    Matcher memory = MEMORY.matcher(text.toLowerCase(Locale.ROOT));
    if (!memory.matches()) {
      throw new AssertionError("No amount of memory: '%s'".formatted(text));
    }
    return (long)
        Math.ceil(
            Long.parseLong(memory.group(1)) * MEBIBYTES.getOrDefault(memory.group(2), Double.NaN));
  }
}
