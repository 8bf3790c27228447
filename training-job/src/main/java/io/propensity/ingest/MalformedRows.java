package io.propensity.ingest;

import io.propensity.pipeline.MaxMalformed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was set aside of a source.
 *
 * @param reasons how many rows each has
 * @param refusal what is said where they are too many
 */
record MalformedRows(Dataset<Row> rows, Map<String, Long> reasons, Optional<String> refusal) {

  /** So many rows of a source that is refused are reported. */
  private static final int REPORTED = 20;

  /** Looks at what was set aside. */
  static MalformedRows of(
      SourceRows rows, String name, long read, long broken, MaxMalformed bound) {
    Dataset<Row> malformed =
        rows.checked() ? rows.malformed() : rows.all().sparkSession().emptyDataFrame();
    Map<String, Long> reasons = new TreeMap<>();
    if (broken > 0) {
      malformed
          .groupBy("reason")
          .count()
          .collectAsList()
          .forEach(row -> reasons.put(row.getString(0), row.getLong(1)));
    }
    return new MalformedRows(
        malformed,
        reasons,
        bound.allows(broken, read)
            ? Optional.empty()
            : Optional.of(refusal(first(malformed, 1).get(0), name, read, broken, bound)));
  }

  /** The first of them. */
  List<MalformedRow> first() {
    return reasons.isEmpty() ? List.of() : first(rows, REPORTED);
  }

  private static List<MalformedRow> first(Dataset<Row> malformed, int number) {
    return malformed.orderBy("file", "line").takeAsList(number).stream()
        .map(MalformedRow::of)
        .toList();
  }

  private static String refusal(
      MalformedRow first, String name, long read, long broken, MaxMalformed bound) {
    return "%d of %d rows of sources.%s are malformed, and max_malformed is %s: the table stays as it was. The first is %s"
        .formatted(broken, read, name, bound, first);
  }
}
