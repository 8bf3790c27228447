package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code range: {age: {min: 0, max: 120}}}: no value below or above; NULL is none. */
record Range(Map<String, Bounds> bounds) implements QualityRule {

  record Bounds(double min, double max) {}

  static Range read(Object argument) {
    Map<String, Bounds> bounds = new LinkedHashMap<>();
    Columns.byColumn(argument, "range", "{age: {min: 0, max: 120}}")
        .forEach((column, value) -> bounds.put(column, bounds("range." + column, value)));
    return new Range(bounds);
  }

  private static Bounds bounds(String what, Object value) {
    if (!(value instanceof Map<?, ?> map)
        || map.isEmpty()
        || !Set.of("min", "max").containsAll(map.keySet())) {
      throw Columns.wrong(what + " wants min, max or both, such as {min: 0, max: 120}");
    }
    double min =
        map.containsKey("min") ? Columns.number(map.get("min"), what) : Double.NEGATIVE_INFINITY;
    double max =
        map.containsKey("max") ? Columns.number(map.get("max"), what) : Double.POSITIVE_INFINITY;
    if (min > max) {
      throw Columns.wrong(what + " has a min above its max");
    }
    return new Bounds(min, max);
  }

  @Override
  public List<String> columns() {
    return List.copyOf(bounds.keySet());
  }

  @Override
  public List<Column> measures() {
    List<Column> measures = new ArrayList<>();
    bounds.forEach(
        (column, bound) -> {
          Column value = Columns.named(column).try_cast("double");
          measures.add(count_if(value.lt(lit(bound.min())).or(value.gt(lit(bound.max())))));
          measures.add(min(value));
          measures.add(max(value));
        });
    return measures;
  }

  @Override
  public Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now) {
    boolean passed = true;
    List<String> figures = new ArrayList<>();
    int i = 0;
    for (String column : bounds.keySet()) {
      long outside = (Long) measured.get(i++);
      passed &= outside == 0;
      figures.add(
          "%s is outside in %d of %d rows, and lies from %s to %s"
              .formatted(column, outside, count, measured.get(i++), measured.get(i++)));
    }
    return new Finding(passed, String.join(", ", figures));
  }
}
