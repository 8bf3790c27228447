package io.propensity.api.audience.table;

import io.propensity.duckdb.DuckDbSql;
import io.propensity.expression.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Parquet files that have the same columns.
 *
 * @param sources what stands for each column of the table, in SQL, by its name; NULL for others
 */
public record FilePart(List<Path> files, Map<String, String> sources) {

  public FilePart {
    files = List.copyOf(files);
    sources = Map.copyOf(sources);
  }

  /** A query of its rows, with {@code otherwise} for what its files do not have. */
  String select(List<Columns.Column> columns, Function<Columns.Column, String> otherwise) {
    String selected =
        columns.stream()
            .map(column -> source(column, otherwise) + " AS " + DuckDbSql.name(column.name()))
            .collect(Collectors.joining(", "));
    // NaN is greater than all, and no writer counts it among the greatest values of a file.
    return "SELECT %s FROM read_parquet(%s, union_by_name = true, hive_partitioning = false, can_have_nan = true)"
        .formatted(selected.isEmpty() ? "1 AS nothing" : selected, list(files));
  }

  private String source(Columns.Column column, Function<Columns.Column, String> otherwise) {
    String source = sources.get(column.name());
    return source == null ? otherwise.apply(column) : source;
  }

  /** A list of paths in SQL. */
  static String list(List<Path> files) {
    return files.stream()
        .map(file -> DuckDbSql.text(file.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
