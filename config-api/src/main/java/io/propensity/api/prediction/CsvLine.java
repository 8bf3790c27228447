package io.propensity.api.prediction;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record of a CSV file as RFC 4180 has it; nothing stands where there is no value. Of a text that
 * a spreadsheet would take for a formula an apostrophe goes before: {@code '=1+1}. Numbers, which
 * may begin with a minus, are written as they are.
 */
final class CsvLine {

  private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

  private CsvLine() {}

  static String of(List<? extends @Nullable Object> values) {
    return values.stream().map(CsvLine::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(@Nullable Object value) {
    String text = value instanceof String given ? harmless(given) : Objects.toString(value, "");
    return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static String harmless(String text) {
    return FORMULA.matcher(text).find() ? "'" + text : text;
  }
}
