package io.propensity.ingest;

import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows that have types, held against declared columns: in any order, wider ones taken. */
final class DeclaredColumns {

  private DeclaredColumns() {}

  /**
   * The declared columns alone. A type may be declared wider than it is, where no value changes.
   *
   * @throws ContractException naming each column that is absent or of another type
   */
  static Dataset<Row> select(
      Dataset<Row> rows, StructType declared, String source, boolean numbered) {
    Map<String, StructField> byName = new TreeMap<>();
    for (StructField field : rows.schema().fields()) {
      byName.put(field.name().toLowerCase(Locale.ROOT), field);
    }
    List<String> faults = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (StructField field : declared.fields()) {
      StructField there = byName.get(field.name().toLowerCase(Locale.ROOT));
      if (there == null) {
        faults.add("column '%s' is absent".formatted(field.name()));
        continue;
      }
      if (!holds(there.dataType(), field.dataType())) {
        faults.add(
            "column '%s' is %s, declared %s"
                .formatted(
                    field.name(),
                    there.dataType().simpleString(),
                    field.dataType().simpleString()));
      }
      columns.add(
          rows.col(FeatureTable.quoted(there.name())).cast(field.dataType()).as(field.name()));
    }
    if (!faults.isEmpty()) {
      throw new ContractException(
          "The data of sources.%s differ from its schema: %s"
              .formatted(source, String.join("; ", faults)));
    }
    if (numbered) {
      columns.add(rows.col(TextFiles.NUMBER));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private static boolean holds(DataType found, DataType declared) {
    return found.sameType(declared) || (Cast.canUpCast(found, declared) && !isText(declared));
  }

  private static boolean isText(DataType type) {
    return type instanceof org.apache.spark.sql.types.StringType;
  }
}
