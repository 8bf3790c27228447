package io.propensity.api.prediction;

import io.propensity.api.audience.table.DuckDbSession;
import io.propensity.duckdb.DuckDbSql;
import io.propensity.report.PredictionColumns;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What DuckDB is asked for predictions.
 *
 * @param columns of its rows: the key, the scores, segment and control group
 */
record Query(String sql, List<String> columns) {

  private static final String SCORE = "prediction_score";
  private static final String SEGMENT = "segment";

  Query {
    columns = List.copyOf(columns);
  }

  /**
   * The greatest scores first, of equal ones the least key.
   *
   * @param most rows that it may have
   */
  static Query of(
      DuckDbSession session, FileFormat format, List<Path> files, Download wanted, long most)
      throws SQLException {
    String source = format.source(files);
    List<String> columns = columns(session.rows("DESCRIBE SELECT * FROM " + source));
    String where =
        wanted
            .segment()
            .map(name -> " WHERE %s = %s".formatted(SEGMENT, DuckDbSql.text(name)))
            .orElse("");
    return new Query(
        "SELECT %s FROM %s%s ORDER BY CAST(%s AS DOUBLE) DESC, %s LIMIT %d"
            .formatted(
                columns.stream().map(DuckDbSql::name).collect(Collectors.joining(", ")),
                source,
                where,
                SCORE,
                DuckDbSql.name(columns.get(0)),
                most),
        columns);
  }

  /** What is no single value is left out, and what says how a row was made. */
  private static List<String> columns(List<DuckDbSession.Row> described) {
    return described.stream()
        .filter(column -> !String.valueOf(column.text(1)).matches("(STRUCT|MAP|UNION).*|.*\\]"))
        .map(column -> String.valueOf(column.text(0)))
        .filter(name -> !PredictionColumns.TECHNICAL.contains(name))
        .filter(name -> !PredictionColumns.OF_MANY_VALUES.contains(name))
        .toList();
  }
}
