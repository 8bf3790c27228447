package io.propensity.ingest;

import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.propensity.pipeline.Key;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What a report says of a table's rows.
 *
 * @param distinct by column, or by the key's columns together
 */
record TableFigures(Map<String, Long> distinct, Map<String, IngestionSummary.TimeRange> times) {

  private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss'Z'";
  private static final List<String> WHO = List.of("user_id", "user_session", "session_id");

  /** Looks at the rows once for each column whose values are counted; on the way at all times. */
  static TableFigures of(Dataset<Row> rows, Key key) {
    List<String> times = times(rows);
    List<Map.Entry<String, Column>> counted = List.copyOf(counted(rows, key).entrySet());
    List<Column> measures = measures(rows, times);
    counted.stream().limit(1).forEach(each -> measures.add(count_distinct(each.getValue())));
    if (measures.isEmpty()) {
      return new TableFigures(Map.of(), Map.of());
    }
    Row found = first(rows, measures);
    Map<String, Long> distinct = new LinkedHashMap<>();
    counted.stream()
        .limit(1)
        .forEach(each -> distinct.put(each.getKey(), found.getLong(found.size() - 1)));
    counted.stream()
        .skip(1)
        .forEach(
            each ->
                distinct.put(
                    each.getKey(),
                    first(rows, List.of(count_distinct(each.getValue()))).getLong(0)));
    return new TableFigures(distinct, ranges(times, found));
  }

  private static Map<String, Column> counted(Dataset<Row> rows, Key key) {
    Map<String, Column> counted = new LinkedHashMap<>();
    List<String> names = Arrays.asList(rows.columns());
    if (!key.isGenerated() && names.containsAll(key.columns())) {
      Column[] columns =
          key.columns().stream()
              .map(name -> rows.col(FeatureTable.quoted(name)))
              .toArray(Column[]::new);
      counted.put(
          String.join(", ", key.columns()), columns.length == 1 ? columns[0] : struct(columns));
    }
    for (String name : names) {
      if (WHO.contains(name.toLowerCase(Locale.ROOT))) {
        counted.putIfAbsent(name, rows.col(FeatureTable.quoted(name)));
      }
    }
    return counted;
  }

  private static List<String> times(Dataset<Row> rows) {
    return Arrays.stream(rows.schema().fields())
        .filter(field -> isTime(field.dataType()))
        .map(StructField::name)
        .toList();
  }

  private static List<Column> measures(Dataset<Row> rows, List<String> times) {
    List<Column> measures = new ArrayList<>();
    for (String name : times) {
      Column time = rows.col(FeatureTable.quoted(name)).cast("timestamp");
      measures.add(date_format(min(time), ISO));
      measures.add(date_format(max(time), ISO));
    }
    return measures;
  }

  private static Row first(Dataset<Row> rows, List<Column> measures) {
    return rows.agg(measures.get(0), measures.subList(1, measures.size()).toArray(Column[]::new))
        .head();
  }

  private static Map<String, IngestionSummary.TimeRange> ranges(List<String> times, Row found) {
    Map<String, IngestionSummary.TimeRange> ranges = new LinkedHashMap<>();
    for (int i = 0; i < times.size(); i++) {
      ranges.put(
          times.get(i),
          new IngestionSummary.TimeRange(found.getString(2 * i), found.getString(2 * i + 1)));
    }
    return ranges;
  }

  private static boolean isTime(DataType type) {
    return type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof DateType;
  }
}
