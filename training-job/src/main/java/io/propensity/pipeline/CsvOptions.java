package io.propensity.pipeline;

import io.propensity.run.Checks;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a CSV file is written.
 *
 * @param header whether the first record of each file names the columns
 * @param separator one character or several
 * @param escape makes a quote none; a doubled quote stands for one (RFC 4180) when it is the quote
 * @param nulls what stands for a missing value, beside nothing at all
 * @param multiLine whether quoted values hold line breaks; each file is then read by one task
 * @param comment begins lines to skip; empty for none
 * @param trim whether blanks around values are dropped
 * @param trailingSeparator whether each record ends in a separator
 * @param decimal the mark before decimals, a dot or a comma
 * @param thousands the mark between thousands; empty for none
 */
public record CsvOptions(
    boolean header,
    String separator,
    String quote,
    String escape,
    String encoding,
    List<String> nulls,
    Optional<String> dateFormat,
    Optional<String> timestampFormat,
    boolean multiLine,
    String comment,
    boolean trim,
    boolean trailingSeparator,
    String decimal,
    String thousands) {

  static final List<String> NAMES =
      List.of(
          "comment",
          "date_format",
          "decimal",
          "encoding",
          "escape",
          "header",
          "multi_line",
          "null_value",
          "quote",
          "separator",
          "thousands",
          "timestamp_format",
          "trailing_separator",
          "trim");

  public CsvOptions {
    nulls = List.copyOf(nulls);
  }

  /** The options of a source, whose rules hold. */
  public static CsvOptions of(Map<String, Object> options) {
    String quote = text(options, "quote", "\"");
    return new CsvOptions(
        flag(options, "header", true),
        text(options, "separator", ",").replace("\\t", "\t"),
        quote,
        text(options, "escape", quote),
        text(options, "encoding", "UTF-8"),
        options.get("null_value") instanceof List<?> many
            ? many.stream().map(String::valueOf).toList()
            : Optional.ofNullable(options.get("null_value")).map(String::valueOf).stream().toList(),
        Optional.ofNullable(options.get("date_format")).map(String::valueOf),
        Optional.ofNullable(options.get("timestamp_format")).map(String::valueOf),
        flag(options, "multi_line", false),
        text(options, "comment", ""),
        flag(options, "trim", false),
        flag(options, "trailing_separator", false),
        text(options, "decimal", "."),
        text(options, "thousands", ""));
  }

  static void check(Checks checks, Map<String, Object> options) {
    for (String flag : List.of("header", "multi_line", "trim", "trailing_separator")) {
      Object value = options.get(flag);
      checks.require(
          value == null || value.toString().matches("true|false"),
          "options." + flag,
          "must be true or false, and is '%s'".formatted(value));
    }
    for (String mark : List.of("quote", "escape", "comment", "thousands")) {
      Object value = options.get(mark);
      checks.require(
          value == null || value.toString().matches("\\p{ASCII}"),
          "options." + mark,
          "must be one character of ASCII, and is '%s'".formatted(value));
    }
    CsvOptions read = of(options);
    checks.require(
        !read.separator().isEmpty() && !read.separator().matches("\\\\|[\r\n]"),
        "options.separator",
        "must be a character such as ; or several, and is '%s'".formatted(read.separator()));
    checks.require(
        isCharset(read.encoding()),
        "options.encoding",
        "must be a character set such as UTF-8 or windows-1252, and is '%s'"
            .formatted(read.encoding()));
    checks.require(
        read.decimal().matches("[.,]"),
        "options.decimal",
        "must be . or \",\", and is '%s'".formatted(read.decimal()));
    checks.require(
        !read.thousands().equals(read.decimal()),
        "options.thousands",
        "must be another mark than decimal");
    checks.require(
        read.decimal().equals(".") || !read.separator().equals(","),
        "options.decimal",
        "is the separator too: write separator: ;, or whichever it is");
  }

  private static String text(Map<String, Object> options, String name, String fallback) {
    Object value = options.get(name);
    return value == null ? fallback : value.toString();
  }

  private static boolean flag(Map<String, Object> options, String name, boolean fallback) {
    return Boolean.parseBoolean(text(options, name, Boolean.toString(fallback)));
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
