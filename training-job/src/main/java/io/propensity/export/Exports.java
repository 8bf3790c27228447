package io.propensity.export;

import io.propensity.features.OwnerSql;
import io.propensity.json.Json;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.table.FileSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step: each of the owner's queries over the pipeline's tables becomes Parquet, and JSON
 * beside it when it has at most {@value #SMALL} rows.
 */
public final class Exports {

  /** Rows up to which an export is also written as JSON. */
  public static final int SMALL = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

  private final SparkSession spark;
  private final Map<String, OwnerSql> queries = new TreeMap<>();

  /** Rows of an export that a page has room for. */
  static final int SHOWN = 20;

  /**
   * What was written.
   *
   * @param name the query's file name without folder and ending
   * @param rows how many there are when they are few enough for JSON
   * @param columns in the query's order
   * @param first the first rows, at most {@value Exports#SHOWN}, as JSON has them
   */
  public record Export(
      String name, Optional<Integer> rows, List<String> columns, List<Map<String, Object>> first) {

    public Export {
      columns = List.copyOf(columns);
      first = List.copyOf(first);
    }
  }

  /**
   * The step for one pipeline.
   *
   * @param files the text of each query by its file: {@code exports/kpis.sql}
   * @throws ConfigurationException with file and position for what is no query, and for two files
   *     of one name
   */
  public Exports(SparkSession spark, Map<String, String> files) {
    this.spark = spark;
    ExportFiles.requireDistinct(files.keySet());
    files.forEach(
        (file, text) -> queries.put(ExportFiles.name(file), OwnerSql.parse(spark, file, text)));
  }

  /**
   * Checks names and types against the tables' columns; reads no row.
   *
   * @throws ConfigurationException with file and position
   */
  public void require(Map<String, StructType> tables) {
    Map<String, Dataset<Row>> empty = new LinkedHashMap<>();
    tables.forEach((name, columns) -> empty.put(name, spark.createDataFrame(List.of(), columns)));
    queries.values().forEach(query -> query.over(spark, empty));
  }

  /**
   * Writes {@code NAME.parquet} and, when small, {@code NAME.json} into {@code directory}.
   *
   * @param tables {@code raw} and the other sources, {@code features}, {@code predictions}
   * @param small is given the JSON of each small export, by its name
   * @throws ContractException naming the query whose rows cannot be made
   */
  public List<Export> write(
      Map<String, Dataset<Row>> tables,
      FileSystem files,
      Path directory,
      BiConsumer<String, byte[]> small) {
    List<Export> written = new ArrayList<>();
    queries.forEach(
        (name, query) -> {
          try {
            written.add(write(name, typed(query.over(spark, tables)), files, directory, small));
          } catch (IOException e) {
            throw new UncheckedIOException(
                "Cannot write %s to %s".formatted(query.file(), directory), e);
          } catch (Exception e) { // Spark throws checked exceptions that no signature names.
            Optional<ContractException> told = query.failure(e);
            if (told.isPresent()) {
              throw told.get();
            }
            throw e;
          }
        });
    return written;
  }

  private Export write(
      String name,
      Dataset<Row> rows,
      FileSystem files,
      Path directory,
      BiConsumer<String, byte[]> small)
      throws IOException {
    Path parquet = new Path(directory, name + ".parquet");
    List<Row> first = rows.takeAsList(SMALL + 1);
    List<String> columns = List.of(rows.columns());
    List<Map<String, Object>> shown = first.stream().limit(SHOWN).map(JsonRows::of).toList();
    if (first.size() > SMALL) {
      rows.write().mode(SaveMode.Overwrite).parquet(parquet.toString());
      LOG.info("Export {} wrote more than {} rows, as Parquet alone", name, SMALL);
      return new Export(name, Optional.empty(), columns, shown);
    }
    spark
        .createDataFrame(first, rows.schema())
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(parquet.toString());
    List<Map<String, Object>> records = first.stream().map(JsonRows::of).toList();
    byte[] json = Json.write(records);
    FileSystems.writeWhole(files, new Path(directory, name + ".json"), json);
    small.accept(name, json);
    LOG.info("Export {} wrote {} rows", name, first.size());
    return new Export(name, Optional.of(first.size()), columns, shown);
  }

  /** A column that is always NULL has no type, and no place in Parquet. */
  private static Dataset<Row> typed(Dataset<Row> rows) {
    Dataset<Row> typed = rows;
    for (StructField field : rows.schema().fields()) {
      if (field.dataType().equals(DataTypes.NullType)) {
        typed = typed.withColumn(field.name(), functions.lit(null).cast(DataTypes.StringType));
      }
    }
    return typed;
  }
}
