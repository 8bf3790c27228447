package io.propensity.ingest;

import io.propensity.pipeline.Source;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Parquet files whose columns have to be the declared ones, in any order; others are left out. */
final class ParquetSource {

  private ParquetSource() {}

  static Dataset<Row> read(SparkSession spark, Source source, StructType schema) {
    Dataset<Row> found =
        Tables.read(
            spark, "raw data", source.location(), "correct sources.raw.path in pipeline.yaml");
    requireColumns(found.schema(), schema, source.location());
    return found.select(
        Arrays.stream(schema.fieldNames())
            .map(name -> found.col(FeatureTable.quoted(name)).as(name))
            .toArray(Column[]::new));
  }

  private static void requireColumns(StructType found, StructType declared, String location) {
    Map<String, StructField> byName = new TreeMap<>();
    for (StructField field : found.fields()) {
      byName.put(field.name().toLowerCase(Locale.ROOT), field);
    }
    List<String> faults = new ArrayList<>();
    for (StructField field : declared.fields()) {
      StructField there = byName.get(field.name().toLowerCase(Locale.ROOT));
      if (there == null) {
        faults.add("column '%s' is absent".formatted(field.name()));
      } else if (!there.dataType().equals(field.dataType())) {
        faults.add(
            "column '%s' is %s, declared %s"
                .formatted(
                    field.name(),
                    there.dataType().simpleString(),
                    field.dataType().simpleString()));
      }
    }
    if (!faults.isEmpty()) {
      throw new ContractException(
          "%s differs from the schema of sources.raw: %s"
              .formatted(location, String.join("; ", faults)));
    }
  }
}
