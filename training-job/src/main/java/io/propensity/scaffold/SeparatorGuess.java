package io.propensity.scaffold;

import io.propensity.ingest.CsvLine;
import io.propensity.pipeline.CsvOptions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The separator and the quote that cut most lines into equally many values.
 *
 * @param score the share of lines that are cut alike; more values a line make it better, a little
 */
record SeparatorGuess(String separator, char quote, double score) {

  private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|", "||");
  private static final int MOST_LINES = 1_000;

  static SeparatorGuess of(List<String> all) {
    List<String> lines = all.subList(0, Math.min(all.size(), MOST_LINES));
    char quote = quote(lines);
    SeparatorGuess best = new SeparatorGuess(",", quote, 0);
    boolean doubled = lines.stream().filter(line -> line.contains("||")).count() * 2 > lines.size();
    for (String separator : SEPARATORS) {
      if (separator.equals("|") && doubled) {
        continue;
      }
      double score = score(lines, separator, quote);
      best = score > best.score() ? new SeparatorGuess(separator, quote, score) : best;
    }
    return best;
  }

  /** Single quotes are quotes where most lines begin and end with them. */
  private static char quote(List<String> lines) {
    long single = lines.stream().filter(line -> line.startsWith("'") && line.endsWith("'")).count();
    return single * 2 > lines.size() ? '\'' : '"';
  }

  private static double score(List<String> lines, String separator, char quote) {
    CsvOptions options =
        CsvOptions.of(Map.of("separator", separator, "quote", String.valueOf(quote)));
    List<List<String>> rows = lines.stream().map(line -> CsvLine.split(line, options)).toList();
    int width = usualWidth(rows);
    long alike = rows.stream().filter(row -> row.size() == width).count();
    return width < 2 ? 0 : (double) alike / rows.size() * (1 + Math.log(width) / 10);
  }

  /** How many values most rows have. */
  static int usualWidth(List<List<String>> rows) {
    Map<Integer, Integer> widths = new TreeMap<>();
    rows.forEach(row -> widths.merge(row.size(), 1, Integer::sum));
    return Collections.max(widths.entrySet(), Map.Entry.comparingByValue()).getKey();
  }
}
