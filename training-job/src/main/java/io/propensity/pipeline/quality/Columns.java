package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** How rules are written: columns, or columns with what each has to be like. */
final class Columns {

  private Columns() {}

  static Column named(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  static Column nulls(String name) {
    return count_if(named(name).isNull());
  }

  /** A name or a list of names. */
  static List<String> names(Object argument, String rule) {
    List<?> list = argument instanceof List<?> many ? many : List.of(argument);
    if (list.isEmpty() || !list.stream().allMatch(String.class::isInstance)) {
      throw wrong(rule + " wants a column or a list of columns");
    }
    return list.stream().map(String.class::cast).toList();
  }

  /** A map by column. */
  static Map<String, Object> byColumn(Object argument, String rule, String example) {
    if (!(argument instanceof Map<?, ?> map) || map.isEmpty()) {
      throw wrong("%s wants columns and values, such as %s".formatted(rule, example));
    }
    Map<String, Object> columns = new LinkedHashMap<>();
    map.forEach((name, value) -> columns.put(String.valueOf(name), value));
    return columns;
  }

  static double number(@Nullable Object value, String what) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong("%s wants a number, not %s".formatted(what, value));
  }

  static ConfigurationException wrong(String message) {
    return new ConfigurationException(List.of(new Fault("", message)));
  }
}
