package io.propensity.api.audience.table;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column at the top of a Parquet file.
 *
 * @param storedAs its type by the name that Spark gives it: {@code decimal(10,2)}
 * @param fieldId by which Iceberg knows it
 */
record ParquetColumn(String name, String storedAs, @Nullable Long fieldId) {

  private static final Map<String, ColumnType> CARRIED =
      Map.ofEntries(
          Map.entry("boolean", ColumnType.BOOLEAN),
          Map.entry("tinyint", ColumnType.INTEGER),
          Map.entry("smallint", ColumnType.INTEGER),
          Map.entry("int", ColumnType.INTEGER),
          Map.entry("bigint", ColumnType.INTEGER),
          Map.entry("float", ColumnType.NUMBER),
          Map.entry("double", ColumnType.NUMBER),
          Map.entry("string", ColumnType.STRING),
          Map.entry("date", ColumnType.DATE),
          Map.entry("timestamp", ColumnType.TIMESTAMP),
          Map.entry("timestamp_ntz", ColumnType.TIMESTAMP));

  /** As the expression language sees it. */
  Columns.Column column() {
    return column(name, storedAs);
  }

  static Columns.Column column(String name, String storedAs) {
    ColumnType type = storedAs.startsWith("decimal") ? ColumnType.NUMBER : CARRIED.get(storedAs);
    return new Columns.Column(name, Optional.ofNullable(type), storedAs);
  }
}
