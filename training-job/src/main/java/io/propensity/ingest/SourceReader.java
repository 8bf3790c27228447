package io.propensity.ingest;

import static org.apache.spark.sql.functions.col;

import io.propensity.pipeline.Key;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import java.util.Arrays;
import org.apache.spark.sql.SparkSession;

/** Reads sources of all formats. */
final class SourceReader {

  private final SparkSession spark;

  SourceReader(SparkSession spark) {
    this.spark = spark;
  }

  /** The rows of a source, with their number where that is their key. */
  SourceRows read(Pipeline pipeline, String name, Source source) {
    boolean numbered = pipeline.numbers(name);
    SourceRows rows = rows(source, name, numbered);
    if (!numbered) {
      return rows;
    }
    if (Arrays.stream(rows.all().columns()).anyMatch(Key.GENERATED::equalsIgnoreCase)) {
      throw new ContractException(
          "sources.%s has a column %s, which key: generated makes: name it as the key, or rename it"
              .formatted(name, Key.GENERATED));
    }
    return rows.with(
        all -> all.withColumn(Key.GENERATED, col(TextFiles.NUMBER)).drop(TextFiles.NUMBER));
  }

  private SourceRows rows(Source source, String name, boolean numbered) {
    if (numbered && source.kind().isGenerated()) {
      throw new ConfigurationException(
          "key: generated is for files without a key; the rows of %s have one"
              .formatted(source.format()));
    }
    return switch (source.kind()) {
      case CSV -> CsvSource.read(spark, source, numbered);
      case JSON -> JsonSource.read(spark, source, numbered);
      case SAMPLE_USERS -> SourceRows.plain(SampleUsers.read(spark, source));
      case CLICKSTREAM_EVENTS -> SourceRows.plain(ClickstreamEvents.read(spark, source));
      case PARQUET, ORC, ICEBERG, CONNECTOR -> ColumnarSource.read(spark, source, name, numbered);
    };
  }
}
