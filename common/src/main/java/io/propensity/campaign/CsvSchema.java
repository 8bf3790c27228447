package io.propensity.campaign;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of CSV files as a campaign writes them, {@code user_id BIGINT, `first order` DATE}: a
 * part of Spark's DDL, the types that a CSV file can hold and nothing but names and types.
 */
public final class CsvSchema {

  private static final Pattern COLUMN =
      Pattern.compile(
          "\\s*(?:([A-Za-z_]\\w*)|`((?:[^`]|``)+)`)\\s+([A-Za-z_]+)"
              + "\\s*(?:\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\))?\\s*(,|$)");

  private static final int MOST_DIGITS = 38;

  private static final Map<String, ColumnType> TYPES =
      types(
          Map.of(
              ColumnType.BOOLEAN, "BOOLEAN",
              ColumnType.INTEGER, "TINYINT BYTE SMALLINT SHORT INT INTEGER BIGINT LONG",
              ColumnType.NUMBER, "FLOAT REAL DOUBLE DECIMAL DEC NUMERIC",
              ColumnType.STRING, "STRING",
              ColumnType.DATE, "DATE",
              ColumnType.TIMESTAMP, "TIMESTAMP TIMESTAMP_LTZ TIMESTAMP_NTZ"));

  private CsvSchema() {}

  private static Map<String, ColumnType> types(Map<ColumnType, String> names) {
    Map<String, ColumnType> types = new HashMap<>();
    names.forEach((type, all) -> List.of(all.split(" ")).forEach(name -> types.put(name, type)));
    return Map.copyOf(types);
  }

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException when it is none, with where and what to write instead
   */
  public static Columns parse(String text) {
    List<Columns.Column> columns = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Matcher matcher = COLUMN.matcher(text);
    int at = 0;
    boolean more = true;
    while (more) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new IllegalArgumentException(
            "column %d is not of the form NAME TYPE: write e.g. user_id BIGINT, `first order` DATE"
                .formatted(columns.size() + 1));
      }
      Columns.Column column = column(matcher);
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("column '%s' is named twice".formatted(column.name()));
      }
      columns.add(column);
      more = !matcher.group(6).isEmpty();
      at = matcher.end();
    }
    return new Columns(columns);
  }

  private static Columns.Column column(Matcher matcher) {
    String plain = matcher.group(1);
    String name = plain == null ? matcher.group(2).replace("``", "`") : plain;
    String word = matcher.group(3).toUpperCase(Locale.ROOT);
    ColumnType type = TYPES.get(word);
    if (type == null) {
      throw new IllegalArgumentException(
          "column '%s' has the type %s, which is none of %s"
              .formatted(name, matcher.group(3), String.join(", ", new TreeSet<>(TYPES.keySet()))));
    }
    requireDigits(name, type, matcher);
    return new Columns.Column(name, Optional.of(type), word.toLowerCase(Locale.ROOT));
  }

  /** A decimal number alone has a number of digits, and how many of them are decimals. */
  private static void requireDigits(String name, ColumnType type, Matcher matcher) {
    if (matcher.group(4) == null) {
      return;
    }
    int digits = Integer.parseInt(matcher.group(4));
    int decimals = matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5));
    boolean decimal = type == ColumnType.NUMBER && matcher.group(3).matches("(?i)dec.*|numeric");
    if (!decimal || digits < 1 || digits > MOST_DIGITS || decimals > digits) {
      throw new IllegalArgumentException(
          "column '%s': numbers stand after DECIMAL alone, as in DECIMAL(10,2), of at most %d digits"
              .formatted(name, MOST_DIGITS));
    }
  }
}
