package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * {@code range: {age: {min: 0, max: 120}}}: no value below or above, and none that is no number;
 * NULL is no value.
 */
record Range(Map<String, Bounds> bounds) implements QualityRule {

  static Range read(Object argument) {
    Map<String, Bounds> bounds = new LinkedHashMap<>();
    Columns.byColumn(argument, "range", "{age: {min: 0, max: 120}}")
        .forEach((column, value) -> bounds.put(column, Bounds.read("range." + column, value)));
    return new Range(bounds);
  }

  @Override
  public List<String> columns() {
    return List.copyOf(bounds.keySet());
  }

  @Override
  public Optional<String> misfit(String column, DataType type) {
    return Objects.requireNonNull(bounds.get(column)).misfit(type);
  }

  @Override
  public List<Column> measures() {
    List<Column> measures = new ArrayList<>();
    bounds.forEach(
        (name, bound) -> {
          Column column = Columns.named(name);
          Column typed = bound.typed(column);
          Column none = column.isNotNull().and(typed.isNull());
          measures.add(count_if(none.or(bound.outside(typed))));
          measures.add(count_if(none));
          measures.add(bound.shown(min(typed)));
          measures.add(bound.shown(max(typed)));
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
      long none = (Long) measured.get(i++);
      passed &= outside == 0;
      figures.add(
          "%s is outside in %d of %d rows%s, and lies from %s to %s"
              .formatted(
                  column,
                  outside,
                  count,
                  none == 0 ? "" : ", no number in %d of them".formatted(none),
                  measured.get(i++),
                  measured.get(i++)));
    }
    return new Finding(passed, String.join(", ", figures));
  }
}
