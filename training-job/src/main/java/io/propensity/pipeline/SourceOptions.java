package io.propensity.pipeline;

import io.propensity.run.Checks;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The options that each format takes. */
final class SourceOptions {

  private SourceOptions() {}

  static void check(Checks checks, SourceFormat format, Map<String, Object> options) {
    List<String> known = known(format);
    if (format != SourceFormat.CONNECTOR) {
      for (String option : new TreeMap<>(options).keySet()) {
        checks.require(
            known.contains(option),
            "options." + option,
            "is unknown for format %s; the options there are %s".formatted(format.label(), known));
      }
    }
    if (format == SourceFormat.CSV) {
      require(checks, options, "multi_line", "true or false", v -> v.matches("true|false"));
      require(checks, options, "separator", "a character such as ;", v -> !v.matches("\\\\?"));
      require(checks, options, "quote", "one character", v -> v.length() == 1);
      require(checks, options, "escape", "one character", v -> v.length() == 1);
      require(
          checks, options, "encoding", "a character set such as UTF-8", SourceOptions::isCharset);
    }
  }

  private static List<String> known(SourceFormat format) {
    return switch (format) {
      case CSV ->
          List.of(
              "date_format",
              "encoding",
              "escape",
              "multi_line",
              "null_value",
              "quote",
              "separator",
              "timestamp_format");
      case SAMPLE_USERS -> List.of("first_id", "rows", "seed");
      case JSON, PARQUET, ORC, ICEBERG, CLICKSTREAM_EVENTS, CONNECTOR -> List.of();
    };
  }

  private static void require(
      Checks checks,
      Map<String, Object> options,
      String option,
      String wanted,
      Predicate<String> fits) {
    Object value = options.get(option);
    checks.require(
        value == null || fits.test(value.toString()),
        "options." + option,
        "'%s' is not %s".formatted(value, wanted));
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
