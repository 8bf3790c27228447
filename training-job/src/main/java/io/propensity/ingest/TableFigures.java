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
    List<Column> ends = ends(rows, times);
    Map<String, Long> distinct = new LinkedHashMap<>();
    Map<String, IngestionSummary.TimeRange> ranges = new LinkedHashMap<>();
    for (Map.Entry<String, Column> counted : counted(rows, key).entrySet()) {
      List<Column> wanted = new ArrayList<>(distinct.isEmpty() ? ends : List.of());
      wanted.add(count_distinct(counted.getValue()));
      Row found = look(rows, wanted);
      if (distinct.isEmpty()) {
        ranges.putAll(ranges(times, found));
      }
      distinct.put(counted.getKey(), found.getLong(wanted.size() - 1));
    }
    if (distinct.isEmpty() && !ends.isEmpty()) {
      ranges.putAll(ranges(times, look(rows, ends)));
    }
    return new TableFigures(distinct, ranges);
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

  private static List<Column> ends(Dataset<Row> rows, List<String> times) {
    List<Column> ends = new ArrayList<>();
    for (String name : times) {
      Column time = rows.col(FeatureTable.quoted(name)).cast("timestamp");
      ends.add(date_format(min(time), ISO));
      ends.add(date_format(max(time), ISO));
    }
    return ends;
  }

  private static Row look(Dataset<Row> rows, List<Column> wanted) {
    return rows.agg(wanted.get(0), wanted.subList(1, wanted.size()).toArray(Column[]::new)).head();
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
