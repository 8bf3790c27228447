package io.propensity.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows as JSON knows them: dates and times as ISO 8601 texts in UTC, decimals as numbers, what is
 * no number as null.
 */
final class JsonRows {

  private JsonRows() {}

  static Map<String, Object> of(Row row) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      put(record, row.schema().fieldNames()[i], value(row.get(i)));
    }
    return Collections.unmodifiableMap(record);
  }

  @SuppressWarnings("NullAway") // A JSON object may hold null.
  private static void put(Map<String, Object> record, String name, @Nullable Object value) {
    record.put(name, value);
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? number : null;
    }
    if (value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof String
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof java.sql.Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof Row row) {
      return of(row);
    }
    if (value instanceof scala.collection.Seq<?> many) {
      return list(CollectionConverters.asJava(many));
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, Object> record = new LinkedHashMap<>();
      CollectionConverters.asJava(map)
          .forEach((key, each) -> put(record, String.valueOf(key), value(each)));
      return record;
    }
    return value.toString();
  }

  private static Object list(List<?> values) {
    ArrayList<@Nullable Object> all = new ArrayList<>();
    values.forEach(each -> all.add(value(each)));
    return all;
  }
}
