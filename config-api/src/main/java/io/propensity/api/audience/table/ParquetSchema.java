package io.propensity.api.audience.table;

import io.propensity.api.audience.table.DuckDbSession.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The columns of Parquet files, out of their footers, with the types that Spark makes of them. */
final class ParquetSchema {

  private static final String QUERY =
      "SELECT file_name, name, type, repetition_type, num_children, converted_type, logical_type,"
          + " precision, scale, field_id FROM parquet_schema(%s)";
  private static final int PRECISION = 7;
  private static final int SCALE = 8;
  private static final int FIELD_ID = 9;
  private static final int MOST_FILES_AT_ONCE = 500;

  private ParquetSchema() {}

  /** The columns of each file, by its path. */
  static Map<Path, List<ParquetColumn>> of(List<Path> files, DuckDbSession session)
      throws SQLException {
    Map<String, List<Row>> nodes = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i += MOST_FILES_AT_ONCE) {
      List<Path> some = files.subList(i, Math.min(files.size(), i + MOST_FILES_AT_ONCE));
      for (Row node : session.rows(QUERY.formatted(FilePart.list(some)))) {
        nodes.computeIfAbsent(String.valueOf(node.text(0)), file -> new ArrayList<>()).add(node);
      }
    }
    Map<Path, List<ParquetColumn>> columns = new LinkedHashMap<>();
    nodes.forEach((file, tree) -> columns.put(Path.of(file), columns(tree)));
    return columns;
  }

  /** The children of the first node: nodes stand before their children. */
  private static List<ParquetColumn> columns(List<Row> tree) {
    List<ParquetColumn> columns = new ArrayList<>();
    int node = 1;
    while (node < tree.size()) {
      Row row = tree.get(node);
      Long id = row.value(FIELD_ID) == null ? null : row.number(FIELD_ID);
      columns.add(new ParquetColumn(String.valueOf(row.text(1)), storedAs(row), id));
      node = after(tree, node);
    }
    return columns;
  }

  /** The node after this one and all that it holds. */
  private static int after(List<Row> tree, int node) {
    int next = node + 1;
    for (long children = tree.get(node).number(4); children > 0; children--) {
      next = after(tree, next);
    }
    return next;
  }

  private static String storedAs(Row row) {
    String type = row.text(2);
    String converted = Objects.requireNonNullElse(row.text(5), "");
    String logical = Objects.requireNonNullElse(row.text(6), "");
    boolean group = row.number(4) > 0 || type == null;
    if (group || "REPEATED".equals(row.text(3))) {
      return nested(converted, logical);
    }
    if (converted.equals("DECIMAL") || logical.startsWith("Decimal")) {
      return "decimal(%d,%d)".formatted(row.number(PRECISION), row.number(SCALE));
    }
    return switch (String.valueOf(type)) {
      case "BOOLEAN" -> "boolean";
      case "INT32" -> int32(converted);
      case "INT64" -> int64(converted, logical);
      case "INT96" -> "timestamp";
      case "FLOAT" -> "float";
      case "DOUBLE" -> "double";
      case "BYTE_ARRAY" -> isText(converted, logical) ? "string" : "binary";
      default -> "binary";
    };
  }

  private static String nested(String converted, String logical) {
    if (converted.startsWith("MAP") || logical.startsWith("Map")) {
      return "map";
    }
    return converted.equals("LIST") || logical.startsWith("List") ? "array" : "struct";
  }

  private static String int32(String converted) {
    return switch (converted) {
      case "INT_8" -> "tinyint";
      case "INT_16", "UINT_8" -> "smallint";
      case "UINT_32" -> "bigint";
      case "DATE" -> "date";
      case "TIME_MILLIS" -> "time";
      default -> "int";
    };
  }

  private static String int64(String converted, String logical) {
    if (converted.equals("UINT_64")) {
      return "decimal(20,0)";
    }
    if (converted.startsWith("TIME_") || logical.startsWith("TimeType")) {
      return "time";
    }
    if (logical.contains("NANOS=Nano")) {
      return "timestamp of nanoseconds";
    }
    if (converted.startsWith("TIMESTAMP") || logical.startsWith("Timestamp")) {
      return isLocal(logical) ? "timestamp_ntz" : "timestamp";
    }
    return "bigint";
  }

  private static boolean isLocal(String logical) {
    return logical.contains("isAdjustedToUTC=0") || logical.contains("isAdjustedToUTC=false");
  }

  private static boolean isText(String converted, String logical) {
    return List.of("UTF8", "ENUM", "JSON").contains(converted)
        || logical.startsWith("String")
        || logical.startsWith("Enum")
        || logical.startsWith("JSON");
  }
}
