package io.propensity.api.prediction;

import io.propensity.duckdb.DuckDbSql;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The files of predictions that the service reads. */
enum FileFormat {
  PARQUET("read_parquet(%s, "),

  /** As Spark writes them: with a header, and a quote in a text doubled. Each value is its text. */
  CSV("read_csv(%s, header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true, ");

  /** Files of one run may differ in their columns, and values of a column may be folders. */
  private static final String OF_ALL =
      "union_by_name = true, hive_partitioning = true, hive_types_autocast = false)";

  /** As reports name them. */
  static final List<String> NAMES = Arrays.stream(values()).map(FileFormat::text).toList();

  private final String call;

  FileFormat(String call) {
    this.call = call;
  }

  /** The one of a report. */
  static FileFormat named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a file is such, compressed or not. */
  boolean takes(Path file) {
    return String.valueOf(file.getFileName()).contains("." + text());
  }

  /** What DuckDB reads them by. */
  String source(List<Path> files) {
    String list =
        files.stream()
            .map(file -> DuckDbSql.text(file.toString()))
            .collect(Collectors.joining(", ", "[", "]"));
    return call.formatted(list) + OF_ALL;
  }
}
