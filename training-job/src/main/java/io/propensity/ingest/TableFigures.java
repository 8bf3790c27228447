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

  /** Looks at the rows once for all times, and once for each column whose values are counted. */
  static TableFigures of(Dataset<Row> rows, Key key) {
    Map<String, Long> distinct = new LinkedHashMap<>();
    counted(rows, key)
        .forEach(
            (name, column) ->
                distinct.put(name, rows.agg(count_distinct(column)).head().getLong(0)));
    return new TableFigures(distinct, times(rows));
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

  private static Map<String, IngestionSummary.TimeRange> times(Dataset<Row> rows) {
    List<String> names = new ArrayList<>();
    List<Column> measures = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      if (isTime(field.dataType())) {
        Column time = rows.col(FeatureTable.quoted(field.name())).cast("timestamp");
        names.add(field.name());
        measures.add(date_format(min(time), ISO));
        measures.add(date_format(max(time), ISO));
      }
    }
    Map<String, IngestionSummary.TimeRange> times = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      Row found =
          rows.agg(measures.get(0), measures.subList(1, measures.size()).toArray(Column[]::new))
              .head();
      for (int i = 0; i < names.size(); i++) {
        times.put(
            names.get(i),
            new IngestionSummary.TimeRange(found.getString(2 * i), found.getString(2 * i + 1)));
      }
    }
    return times;
  }

  private static boolean isTime(DataType type) {
    return type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof DateType;
  }
}
