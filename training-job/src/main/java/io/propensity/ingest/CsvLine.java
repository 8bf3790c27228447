package io.propensity.ingest;

import io.propensity.pipeline.CsvOptions;
import java.util.ArrayList;
import java.util.List;

/** One record of CSV taken apart, for headers and the like: not for a file's many rows. */
public final class CsvLine {

  private CsvLine() {}

  /** The values as text, without their quotes. */
  public static List<String> split(String line, CsvOptions options) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    char quote = options.quote().charAt(0);
    char escape = options.escape().charAt(0);
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean escapes =
          quoted && c == escape && i + 1 < line.length() && line.charAt(i + 1) == quote;
      if (escapes) {
        value.append(quote);
        i++;
      } else if (c == quote && (quoted || value.isEmpty())) {
        quoted = !quoted;
      } else if (!quoted && line.startsWith(options.separator(), i)) {
        values.add(value.toString());
        value.setLength(0);
        i += options.separator().length() - 1;
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }
}
