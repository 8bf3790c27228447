package io.propensity.api.audience.table;

import io.propensity.duckdb.DuckDbSql;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a folder {@code key=value} says. The types are those that Spark infers from all folders of a
 * key: the narrowest that holds every value.
 *
 * @param text null where the folder says so
 */
record PartitionValue(String key, @Nullable String text) {

  private static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?");

  /** Reads a folder's name, in which Spark writes %3A for a colon. */
  static PartitionValue of(String folder) {
    int sign = folder.indexOf('=');
    String value = unescaped(folder.substring(sign + 1));
    return new PartitionValue(
        unescaped(folder.substring(0, sign)), value.equals(NOTHING) ? null : value);
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return text;
    }
  }

  /** The one type of all values of a key. */
  static String storedAs(List<PartitionValue> values) {
    String common = "";
    for (PartitionValue value : values) {
      if (value.text() != null) {
        String type = narrowest(value.text());
        common = common.isEmpty() ? type : wider(common, type);
      }
    }
    return common.isEmpty() ? "string" : common;
  }

  private static String narrowest(String text) {
    if (WHOLE.matcher(text).matches()) {
      int bits = new BigDecimal(text).toBigInteger().bitLength();
      return bits < 32 ? "int" : bits < 64 ? "bigint" : "decimal(38,0)";
    }
    if (NUMBER.matcher(text).matches()) {
      return "double";
    }
    if (DATE.matcher(text).matches() && isDay(text)) {
      return "date";
    }
    return TIMESTAMP.matcher(text).matches() && isDay(text.substring(0, 10))
        ? "timestamp"
        : "string";
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static String wider(String one, String other) {
    if (one.equals(other)) {
      return one;
    }
    List<String> whole = List.of("int", "bigint", "decimal(38,0)");
    if (whole.contains(one) && whole.contains(other)) {
      return whole.get(Math.max(whole.indexOf(one), whole.indexOf(other)));
    }
    List<String> both = List.of(one, other);
    return both.contains("double") && both.contains("int") ? "double" : "string";
  }

  /** The value in SQL. */
  String sql(String storedAs) {
    if (text == null) {
      return "NULL";
    }
    String literal = DuckDbSql.text(text);
    return switch (storedAs) {
      case "string" -> literal;
      case "int", "bigint" -> "CAST(%s AS BIGINT)".formatted(literal);
      case "double" -> "CAST(%s AS DOUBLE)".formatted(literal);
      case "date" -> "CAST(%s AS DATE)".formatted(literal);
      case "timestamp" -> "CAST(%s AS TIMESTAMP)".formatted(literal);
      default -> "CAST(%s AS DECIMAL(38,0))".formatted(literal);
    };
  }
}
