package io.propensity.api.prediction;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record of a CSV file as RFC 4180 has it; nothing stands where there is no value. */
final class CsvLine {

  private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

  private CsvLine() {}

  static String of(List<? extends @Nullable Object> values) {
    return values.stream().map(CsvLine::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(@Nullable Object value) {
    String text = value == null ? "" : String.valueOf(value);
    return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
