package io.propensity.ingest;

import io.propensity.scoring.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a source was read as.
 *
 * @param all the rows; if {@code checked}, with {@link #REASON} and where the row stands
 * @param checked whether rows may be malformed
 */
record SourceRows(Dataset<Row> all, boolean checked) {

  /** Why a row is malformed; null for one that is not. */
  static final String REASON = "_reason";

  private static final List<String> MARKS =
      List.of(REASON, TextFiles.TEXT, TextFiles.FILE, TextFiles.LINE);

  /** Rows of which none can be malformed. */
  static SourceRows plain(Dataset<Row> rows) {
    return new SourceRows(rows, false);
  }

  /** The rows that are not malformed, with the source's columns. */
  Dataset<Row> kept() {
    return checked ? columns(all.filter(functions.col(REASON).isNull())) : all;
  }

  /** The malformed rows: file, line, reason, text. */
  Dataset<Row> malformed() {
    return all.filter(functions.col(REASON).isNotNull())
        .select(
            functions.col(TextFiles.FILE).as("file"),
            functions.col(TextFiles.LINE).as("line"),
            functions.col(REASON).as("reason"),
            functions.col(TextFiles.TEXT).as("text"));
  }

  /** These rows with something done to all of them. */
  SourceRows with(UnaryOperator<Dataset<Row>> change) {
    return new SourceRows(change.apply(all), checked);
  }

  private static Dataset<Row> columns(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(rows.columns())
            .filter(name -> !MARKS.contains(name))
            .map(name -> rows.col(FeatureTable.quoted(name)))
            .toArray(Column[]::new));
  }
}
