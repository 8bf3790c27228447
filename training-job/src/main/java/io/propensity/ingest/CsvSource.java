package io.propensity.ingest;

import io.propensity.environment.Connectors;
import io.propensity.environment.Roots;
import io.propensity.pipeline.Source;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** CSV files with a header that has the declared columns in their order. */
public final class CsvSource {

  /** Spark's names of the options. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "separator", "sep",
          "quote", "quote",
          "escape", "escape",
          "encoding", "encoding",
          "null_value", "nullValue",
          "date_format", "dateFormat",
          "timestamp_format", "timestampFormat",
          "multi_line", "multiLine");

  private CsvSource() {}

  /** Rows that fail when they are read if they do not fit the schema. */
  public static Dataset<Row> read(SparkSession spark, Source source, StructType schema) {
    Path path = Roots.hadoopPath(source.location());
    requireExists(spark, path, source.location());
    requireHeader(reader(spark, source).csv(path.toString()).columns(), schema, source.location());
    return reader(spark, source)
        .option("mode", "FAILFAST")
        .option("enforceSchema", false)
        .schema(schema)
        .csv(path.toString());
  }

  private static DataFrameReader reader(SparkSession spark, Source source) {
    // A doubled quote stands for one (RFC 4180) unless the options say otherwise.
    DataFrameReader reader = spark.read().option("header", true).option("escape", "\"");
    source
        .options()
        .forEach(
            (name, value) -> reader.option(OPTIONS.getOrDefault(name, name), value.toString()));
    return reader;
  }

  private static void requireExists(SparkSession spark, Path path, String location) {
    try {
      if (!Connectors.open(path, spark.sessionState().newHadoopConf()).exists(path)) {
        throw new NotFoundException(
            "There is no raw data at %s: put it there, or correct sources.raw.path in pipeline.yaml"
                .formatted(location));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + location, e);
    }
  }

  private static void requireHeader(String[] header, StructType schema, String location) {
    List<String> found = Arrays.asList(header);
    List<String> declared = Arrays.asList(schema.fieldNames());
    if (found.equals(declared)) {
      return;
    }
    List<String> missing = without(declared, found);
    List<String> unknown = without(found, declared);
    String difference =
        missing.isEmpty() && unknown.isEmpty()
            ? "the columns stand in another order: " + found
            : "it lacks %s and has beyond them %s".formatted(missing, unknown);
    throw new ContractException(
        "The header of %s differs from the schema of sources.raw: %s"
            .formatted(location, difference));
  }

  private static List<String> without(List<String> names, List<String> others) {
    List<String> left = new ArrayList<>(names);
    left.removeAll(others);
    return left;
  }
}
