package io.propensity.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row that does not parse, for a report.
 *
 * @param line null where the file is too large for its lines to be counted
 * @param reason as the rest of a sentence about the row
 * @param text as it stands in the file; of a long one the beginning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MalformedRow(String file, @Nullable Long line, String reason, String text) {

  private static final int LONGEST = 1_000;

  public MalformedRow {
    text = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /** A row of {@link SourceRows#malformed}. */
  static MalformedRow of(Row row) {
    return new MalformedRow(
        row.getString(0).replaceFirst("^file:/+", "/"),
        row.isNullAt(1) ? null : row.getLong(1),
        row.getString(2),
        row.getString(3));
  }

  @Override
  public String toString() {
    return "%s%s: it %s: %s".formatted(file, line == null ? "" : " line " + line, reason, text);
  }
}
