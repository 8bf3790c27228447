package io.propensity.ingest;

import io.propensity.environment.Roots;
import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.run.ConfigurationException;
import io.propensity.run.NotFoundException;
import io.propensity.table.Warehouse;
import io.propensity.table.WarehouseTable;
import io.propensity.text.CloseNames;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Parquet and ORC files, tables of a catalog, and connectors: their rows have types already. */
final class ColumnarSource {

  private ColumnarSource() {}

  /** The rows, with the declared columns if there is a schema. */
  static SourceRows read(SparkSession spark, Source source, String name, boolean numbered) {
    Dataset<Row> found = found(spark, source, name);
    Dataset<Row> rows =
        numbered ? RowNumbers.of(found).orElseThrow(() -> placeless(source, name)) : found;
    return SourceRows.plain(
        source.schema() == null
            ? rows
            : DeclaredColumns.select(rows, source.columns(), name, numbered));
  }

  private static Dataset<Row> found(SparkSession spark, Source source, String name) {
    if (source.table() != null) {
      return table(spark, source.table(), name);
    }
    Optional<Dataset<Row>> ours = ours(spark, source);
    if (ours.isPresent()) {
      return ours.get();
    }
    DataFrameReader reader = spark.read();
    source.options().forEach((key, value) -> reader.option(key, value.toString()));
    return switch (source.kind()) {
      case PARQUET, ORC ->
          reader
              .format(String.valueOf(source.format()))
              .load(
                  SourceFiles.list(source.location(), spark.sessionState().newHadoopConf()).stream()
                      .map(FileStatus::getPath)
                      .map(Object::toString)
                      .toArray(String[]::new));
      default -> connector(reader, source, name);
    };
  }

  /** A table of the warehouse, named by its place. */
  private static Optional<Dataset<Row>> ours(SparkSession spark, Source source) {
    if (source.kind() != SourceFormat.ICEBERG || source.path() == null) {
      return Optional.empty();
    }
    Warehouse warehouse = Warehouse.of(spark);
    return warehouse
        .named(Roots.absolute(source.location()))
        .flatMap(warehouse::find)
        .map(WarehouseTable::rows);
  }

  private static Dataset<Row> connector(DataFrameReader reader, Source source, String name) {
    reader.format(String.valueOf(source.format()));
    try {
      return source.path() == null ? reader.load() : reader.load(source.location());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      if (String.valueOf(e.getMessage()).contains("DATA_SOURCE_NOT_FOUND")) {
        throw new ConfigurationException(
            "sources.%s.format: there is no '%s' among Spark's jars; without a connector there are %s%s"
                .formatted(
                    name,
                    source.format(),
                    String.join(", ", SourceFormat.names()),
                    CloseNames.hint(String.valueOf(source.format()), SourceFormat.names())),
            e);
      }
      throw e;
    }
  }

  private static Dataset<Row> table(SparkSession spark, String table, String name) {
    try {
      return spark.read().table(table);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      if (e instanceof AnalysisException) {
        throw new NotFoundException(
            "sources.%s.table: there is no table %s: %s"
                .formatted(
                    name, table, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
            e);
      }
      throw e;
    }
  }

  private static ConfigurationException placeless(Source source, String name) {
    return new ConfigurationException(
        "key: generated numbers rows by their place in files and Iceberg tables, and those of sources.%s, %s, have none that stays: name a column"
            .formatted(name, source.table() == null ? source.format() : "table " + source.table()));
  }
}
