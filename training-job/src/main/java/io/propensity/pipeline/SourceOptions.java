package io.propensity.pipeline;

import io.propensity.run.Checks;
import io.propensity.text.CloseNames;
import java.util.List;
import java.util.Map;

/** The options that each format takes. */
final class SourceOptions {

  private SourceOptions() {}

  static void check(Checks checks, SourceFormat format, Map<String, Object> options) {
    if (format == SourceFormat.CONNECTOR) {
      return;
    }
    List<String> known = known(format);
    for (String option : options.keySet()) {
      checks.require(
          known.contains(option),
          "options." + option,
          "is unknown for format %s; %s%s"
              .formatted(
                  format.label(),
                  known.isEmpty() ? "it takes none" : "the options there are " + known,
                  CloseNames.to(option, known).stream()
                      .findFirst()
                      .map("; did you mean %s?"::formatted)
                      .orElse("")));
    }
    switch (format) {
      case CSV -> CsvOptions.check(checks, options);
      case JSON ->
          checks.require(
              String.valueOf(options.getOrDefault("multi_line", false)).matches("true|false"),
              "options.multi_line",
              "must be true or false");
      case SAMPLE_USERS, CLICKSTREAM_EVENTS -> whole(checks, options);
      case PARQUET, ORC, ICEBERG, CONNECTOR -> {}
    }
  }

  private static void whole(Checks checks, Map<String, Object> options) {
    options.forEach(
        (name, value) ->
            checks.require(
                name.equals("start_date") || value.toString().matches("-?[0-9][0-9_]{0,17}"),
                "options." + name,
                "must be a whole number, and is '%s'".formatted(value)));
  }

  private static List<String> known(SourceFormat format) {
    return switch (format) {
      case CSV -> CsvOptions.NAMES;
      case JSON -> List.of("date_format", "multi_line", "timestamp_format");
      case SAMPLE_USERS -> List.of("first_id", "rows", "seed");
      case CLICKSTREAM_EVENTS -> List.of("days", "rows", "seed", "start_date", "users");
      case PARQUET, ORC, ICEBERG, CONNECTOR -> List.of();
    };
  }
}
