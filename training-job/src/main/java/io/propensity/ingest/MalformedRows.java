package io.propensity.ingest;

import io.propensity.pipeline.MaxMalformed;
import io.propensity.run.ContractException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Malformed rows within their bound. */
record MalformedRows(Dataset<Row> rows, Map<String, Long> reasons) {

  /**
   * Looks at what was set aside.
   *
   * @throws ContractException naming the first row when they are too many
   */
  static MalformedRows of(
      SourceRows rows, String name, long read, long broken, MaxMalformed bound) {
    Dataset<Row> malformed =
        rows.checked() ? rows.malformed() : rows.all().sparkSession().emptyDataFrame();
    if (!bound.allows(broken, read)) {
      throw refusal(malformed.orderBy("file", "line").head(), name, read, broken, bound);
    }
    Map<String, Long> reasons = new TreeMap<>();
    if (broken > 0) {
      malformed
          .groupBy("reason")
          .count()
          .collectAsList()
          .forEach(row -> reasons.put(row.getString(0), row.getLong(1)));
    }
    return new MalformedRows(malformed, reasons);
  }

  private static ContractException refusal(
      Row first, String name, long read, long broken, MaxMalformed bound) {
    String line = first.isNullAt(1) ? "" : " line " + first.getLong(1);
    return new ContractException(
        "%d of %d rows of sources.%s are malformed, and max_malformed is %s: the table stays as it was. The first is %s%s: it %s: %s"
            .formatted(
                broken,
                read,
                name,
                bound,
                first.getString(0).replaceFirst("^file:/+", "/"),
                line,
                first.getString(2),
                first.getString(3)));
  }
}
