package io.propensity.table;

import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The columns and partitions that a table is to have. A column that keeps name and type keeps its
 * id; any other is a new one, since all rows are written anew.
 */
record TableShape(Schema schema, List<Partition> partitionBy) {

  /**
   * The shape of a dataset's table; every column may be null.
   *
   * @throws ContractException when a column's type cannot be kept in a table, or a column to
   *     partition by is absent
   */
  static TableShape of(TableName name, StructType rows, List<String> partitionBy) {
    Schema schema;
    try {
      schema = SparkSchemaUtil.convert(rows.asNullable());
    } catch (UnsupportedOperationException e) {
      throw new ContractException(
          "Cannot write the table %s: %s; cast the column".formatted(name, e.getMessage()), e);
    }
    List<Partition> partitions = new ArrayList<>();
    for (String text : partitionBy) {
      partitions.add(partition(name, schema, rows, Partition.parse(text)));
    }
    return new TableShape(schema, List.copyOf(partitions));
  }

  private static Partition partition(
      TableName name, Schema schema, StructType rows, Partition wanted) {
    Partition found =
        wanted
            .in(schema)
            .orElseThrow(
                () ->
                    new ContractException(
                        "Cannot partition the table %s by '%s': its columns are %s"
                            .formatted(
                                name, wanted.column(), String.join(", ", rows.fieldNames()))));
    found
        .objection(schema.findType(found.column()))
        .ifPresent(
            why -> {
              throw new ContractException(
                  "Cannot partition the table %s by %s: %s".formatted(name, found, why));
            });
    return found;
  }

  PartitionSpec spec() {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    partitionBy.forEach(partition -> partition.add(spec));
    return spec.build();
  }

  /**
   * Gives the table this shape; nothing is changed, and so nothing can conflict, where it has it.
   */
  void apply(Transaction change) {
    if (!partitions(change.table().spec()).equals(names())) {
      UpdatePartitionSpec update = change.updateSpec();
      change.table().spec().fields().stream()
          .map(PartitionField::name)
          .forEach(update::removeField);
      update.commit();
      applyColumns(change);
      UpdatePartitionSpec added = change.updateSpec();
      partitionBy.forEach(partition -> added.addField(partition.term()));
      added.commit();
    } else {
      applyColumns(change);
    }
  }

  private List<String> names() {
    return partitionBy.stream().map(Partition::toString).toList();
  }

  private static List<String> partitions(PartitionSpec spec) {
    return spec.fields().stream()
        .map(
            field -> {
              String column = spec.schema().findColumnName(field.sourceId());
              return field.transform().isIdentity()
                  ? column
                  : "%ss(%s)".formatted(field.transform(), column);
            })
        .toList();
  }

  private void applyColumns(Transaction change) {
    Schema current = change.table().schema();
    if (sparkType(current).equals(sparkType(schema))) {
      return;
    }
    UpdateSchema update = change.updateSchema();
    List<String> kept = new ArrayList<>();
    for (NestedField column : current.columns()) {
      NestedField wanted = schema.findField(column.name());
      if (wanted != null && isTopLevel(wanted) && alike(column, wanted)) {
        kept.add(column.name());
        update.makeColumnOptional(column.name());
      } else {
        update.deleteColumn(column.name());
      }
    }
    for (NestedField column : schema.columns()) {
      if (!kept.contains(column.name())) {
        update.addColumn(null, column.name(), column.type());
      }
    }
    String before = null;
    for (NestedField column : schema.columns()) {
      if (before == null) {
        update.moveFirst(column.name());
      } else {
        update.moveAfter(column.name(), before);
      }
      before = column.name();
    }
    update.commit();
  }

  private boolean isTopLevel(NestedField field) {
    return schema.columns().stream().anyMatch(column -> column.fieldId() == field.fieldId());
  }

  private static boolean alike(NestedField one, NestedField other) {
    return DataType.equalsIgnoreNullability(
        SparkSchemaUtil.convert(one.type()), SparkSchemaUtil.convert(other.type()));
  }

  private static StructType sparkType(Schema schema) {
    return SparkSchemaUtil.convert(schema);
  }
}
