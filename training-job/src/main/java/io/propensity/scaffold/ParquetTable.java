package io.propensity.scaffold;

import io.propensity.scoring.FeatureTable;
import io.propensity.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;

/** A Parquet file, or a directory of such. Columns that no feature can be made of are left out. */
final class ParquetTable implements TableFile {

  private final Dataset<Row> rows;
  private final List<StructField> fields;
  private final List<String> reasons;

  private ParquetTable(Dataset<Row> rows) {
    this.rows = rows;
    this.fields =
        Arrays.stream(rows.schema().fields()).filter(ParquetTable::isSingleValue).toList();
    this.reasons =
        Arrays.stream(rows.schema().fields())
            .filter(field -> !isSingleValue(field))
            .map(
                field ->
                    "left out: %s is %s, which no feature can be made of"
                        .formatted(field.name(), field.dataType().simpleString()))
            .toList();
  }

  static ParquetTable read(SparkSession spark, String location) {
    return new ParquetTable(
        Tables.read(spark, "Parquet file", location, "name a file or a directory that is there"));
  }

  private static boolean isSingleValue(StructField field) {
    return field.dataType() instanceof AtomicType && !(field.dataType() instanceof BinaryType);
  }

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public Map<String, Object> options() {
    return Map.of();
  }

  @Override
  public List<String> reasons() {
    return reasons;
  }

  @Override
  public List<String> columns() {
    return fields.stream().map(StructField::name).toList();
  }

  @Override
  public Optional<List<String>> types() {
    return Optional.of(fields.stream().map(field -> field.dataType().sql()).toList());
  }

  @Override
  public Skipped read(RowVisitor visitor) {
    Iterator<Row> all =
        rows.select(
                fields.stream()
                    .map(field -> rows.col(FeatureTable.quoted(field.name())).cast("string"))
                    .toArray(Column[]::new))
            .toLocalIterator();
    while (all.hasNext()) {
      Row row = all.next();
      List<String> values = new ArrayList<>(row.length());
      for (int i = 0; i < row.length(); i++) {
        String value = row.getString(i);
        values.add(value == null || value.equals("NaN") ? "" : value);
      }
      visitor.row(values);
    }
    return Skipped.NONE;
  }
}
