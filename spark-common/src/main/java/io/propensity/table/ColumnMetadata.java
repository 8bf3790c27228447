package io.propensity.table;

import io.propensity.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/** What Spark knows of columns beyond their types: Iceberg keeps it not, so it is a property. */
final class ColumnMetadata {

  private static final String PROPERTY = "columns";

  private ColumnMetadata() {}

  /** The property of a table with these columns; none where there is nothing to tell. */
  static Map<String, String> of(Dataset<Row> rows) {
    Map<String, String> columns = new TreeMap<>();
    for (StructField field : rows.schema().fields()) {
      if (!field.metadata().equals(Metadata.empty())) {
        columns.put(field.name(), field.metadata().json());
      }
    }
    return columns.isEmpty()
        ? Map.of()
        : Map.of(PROPERTY, new String(Json.write(columns), StandardCharsets.UTF_8));
  }

  /** The rows of a table with what was committed of their columns. */
  static Dataset<Row> restore(WarehouseTable table) {
    String property = table.properties().get(PROPERTY);
    if (property == null) {
      return table.rows();
    }
    Map<?, ?> columns =
        Json.read(
            property.getBytes(StandardCharsets.UTF_8), Map.class, "The columns of " + table.name());
    List<Column> selected = new ArrayList<>();
    for (String name : table.rows().columns()) {
      Column column = table.rows().col("`" + name.replace("`", "``") + "`");
      Object metadata = columns.get(name);
      selected.add(
          metadata == null ? column : column.as(name, Metadata.fromJson(metadata.toString())));
    }
    return table.rows().select(selected.toArray(Column[]::new));
  }
}
