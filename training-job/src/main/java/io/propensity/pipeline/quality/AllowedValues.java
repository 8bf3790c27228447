package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code allowed_values: {status: [A, B]}}: no others, compared as text; NULL is none. */
record AllowedValues(Map<String, List<String>> values) implements QualityRule {

  static AllowedValues read(Object argument) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Columns.byColumn(argument, "allowed_values", "{status: [A, B]}")
        .forEach(
            (column, allowed) -> {
              if (!(allowed instanceof List<?> list) || list.isEmpty()) {
                throw Columns.wrong("allowed_values.%s wants a list of values".formatted(column));
              }
              values.put(column, list.stream().map(String::valueOf).toList());
            });
    return new AllowedValues(values);
  }

  @Override
  public List<String> columns() {
    return List.copyOf(values.keySet());
  }

  @Override
  public List<Column> measures() {
    List<Column> measures = new ArrayList<>();
    values.forEach(
        (column, allowed) -> {
          Column text = Columns.named(column).cast("string");
          Column other = text.isNotNull().and(not(text.isin(allowed.toArray())));
          measures.add(count_if(other));
          measures.add(min(when(other, text)));
        });
    return measures;
  }

  @Override
  public Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now) {
    boolean passed = true;
    List<String> figures = new ArrayList<>();
    int i = 0;
    for (String column : values.keySet()) {
      long others = (Long) measured.get(i++);
      Object example = measured.get(i++);
      passed &= others == 0;
      figures.add(
          others == 0
              ? "%s has no other value".formatted(column)
              : "%s has another value in %d of %d rows, '%s' for one"
                  .formatted(column, others, count, example));
    }
    return new Finding(passed, String.join(", ", figures));
  }
}
