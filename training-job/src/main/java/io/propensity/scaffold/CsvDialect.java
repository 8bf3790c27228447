package io.propensity.scaffold;

import io.propensity.ingest.CsvLine;
import io.propensity.pipeline.CsvOptions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a CSV file seems to be written, by its beginning.
 *
 * @param options those of a source that differ from the defaults
 * @param columns of the header; {@code c1}, {@code c2} and so on where there is none
 * @param reasons what was decided and why, a clause each
 */
record CsvDialect(Map<String, Object> options, List<String> columns, List<String> reasons) {

  private static final Pattern COMMA_NUMBER = Pattern.compile("[-+]?[0-9.]*[0-9],[0-9]+");
  private static final Pattern DOT_NUMBER = Pattern.compile("[-+]?[0-9]*\\.[0-9]+");
  private static final Pattern DOT_THOUSANDS =
      Pattern.compile("[-+]?[0-9]{1,3}(\\.[0-9]{3})+(,[0-9]+)?");
  private static final Pattern COMMA_THOUSANDS =
      Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");

  CsvDialect {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    columns = List.copyOf(columns);
    reasons = List.copyOf(reasons);
  }

  /**
   * Looks at the beginning of a file.
   *
   * @param whole whether it is all of it; else its last line is left out
   */
  static CsvDialect of(byte[] beginning, boolean whole) {
    return new Guess(beginning, whole).dialect();
  }

  /** The same, with line breaks within quotes. */
  CsvDialect multiLine() {
    Map<String, Object> more = new LinkedHashMap<>(options);
    more.put("multi_line", true);
    List<String> why = new ArrayList<>(reasons);
    why.add("multi_line: quoted values hold line breaks");
    return new CsvDialect(more, columns, why);
  }

  /** One decision after the other, each by those before. */
  private static final class Guess {

    private final Map<String, Object> options = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private List<String> lines;

    Guess(byte[] beginning, boolean whole) {
      Charset charset = Encodings.of(beginning);
      if (!charset.equals(StandardCharsets.UTF_8)) {
        decide("encoding", charset.name(), "the bytes are not UTF-8");
      }
      List<String> all = new ArrayList<>(Encodings.text(beginning, charset).lines().toList());
      if (!whole && all.size() > 1) {
        all.remove(all.size() - 1);
      }
      all.removeIf(String::isBlank);
      lines = all;
    }

    CsvDialect dialect() {
      comments();
      if (lines.isEmpty()) {
        return new CsvDialect(options, List.of(), reasons);
      }
      separator();
      List<List<String>> rows = new ArrayList<>();
      for (String line : lines) {
        rows.add(CsvLine.split(line, CsvOptions.of(options)));
      }
      int width = SeparatorGuess.usualWidth(rows);
      rows.removeIf(row -> row.size() != width);
      trim(rows);
      rows.replaceAll(row -> row.stream().map(String::strip).toList());
      trailing(rows);
      Header header = Header.of(rows);
      if (!header.there()) {
        decide(
            "header", false, "the first line holds values; rename the columns in schema and below");
      }
      List<List<String>> values = header.there() ? rows.subList(1, rows.size()) : rows;
      numbers(values);
      return new CsvDialect(options, header.names(), reasons);
    }

    private void comments() {
      if (lines.size() > 1 && lines.get(0).startsWith("#")) {
        decide("comment", "#", "the file begins with such a line");
        lines.removeIf(line -> line.startsWith("#"));
      }
    }

    private void separator() {
      List<String> joined = JoinedLines.of(lines);
      SeparatorGuess guess = SeparatorGuess.of(lines);
      SeparatorGuess other = SeparatorGuess.of(joined);
      if (joined.size() < lines.size() && other.score() > guess.score()) {
        decide("multi_line", true, "quoted values hold line breaks");
        lines = joined;
        guess = other;
      }
      if (guess.quote() != '"') {
        decide("quote", String.valueOf(guess.quote()), "values stand between such quotes");
      }
      if (!guess.separator().equals(",")) {
        decide("separator", guess.separator(), "it cuts the lines into equally many values");
      }
    }

    /** Blanks are dropped where most rows have them, or numbers do. */
    private void trim(List<List<String>> rows) {
      long padded = rows.stream().filter(row -> row.stream().anyMatch(Guess::isPadded)).count();
      boolean numbers =
          rows.stream()
              .flatMap(List::stream)
              .anyMatch(value -> isPadded(value) && ValueKind.of(value.strip(), '.').isNumber());
      if (padded * 2 > rows.size() || numbers) {
        decide("trim", true, "blanks stand around values");
      }
    }

    private static boolean isPadded(String value) {
      return !value.isBlank() && !value.equals(value.strip());
    }

    private void trailing(List<List<String>> rows) {
      boolean ends =
          rows.size() > 1
              && rows.stream().allMatch(row -> row.size() > 1 && row.get(row.size() - 1).isEmpty());
      if (ends) {
        decide("trailing_separator", true, "every line ends in a separator");
        rows.replaceAll(row -> row.subList(0, row.size() - 1));
      }
    }

    private void numbers(List<List<String>> rows) {
      boolean cutByComma = ",".equals(options.getOrDefault("separator", ","));
      if (!cutByComma && any(rows, COMMA_NUMBER) && !any(rows, DOT_NUMBER)) {
        decide("decimal", ",", "there are numbers such as 1,5");
        if (any(rows, DOT_THOUSANDS)) {
          decide("thousands", ".", "there are numbers such as 1.234,5");
        }
      } else if (any(rows, COMMA_THOUSANDS)) {
        decide("thousands", ",", "there are numbers such as 1,234");
      }
    }

    private static boolean any(List<List<String>> rows, Pattern pattern) {
      return rows.stream().flatMap(List::stream).anyMatch(v -> pattern.matcher(v).matches());
    }

    private void decide(String option, Object value, String reason) {
      options.put(option, value);
      reasons.add("%s: %s".formatted(option, reason));
    }
  }
}
