package io.propensity.scaffold;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file holds.
 *
 * @param format {@code csv} or {@code parquet}
 * @param options of its source that differ from the defaults
 * @param reasons what was decided about them, a clause each
 * @param labels the label's values with their rows, the most frequent first; empty where they are
 *     {@code manyLabels}
 * @param missing texts that stand for missing values
 * @param skipped rows that cannot be read
 */
record TableFacts(
    String format,
    Map<String, Object> options,
    List<String> reasons,
    List<ColumnFacts> columns,
    long rows,
    ColumnFacts label,
    Map<String, Long> labels,
    boolean manyLabels,
    SampleRows sample,
    Set<String> missing,
    TableFile.Skipped skipped) {

  TableFacts {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    reasons = List.copyOf(reasons);
    columns = List.copyOf(columns);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    missing = Set.copyOf(missing);
  }

  /** The values of a column among the sampled rows; an empty text is a missing one. */
  String[] sampled(ColumnFacts column) {
    String[] values = sample.column(columns.indexOf(column));
    for (int i = 0; i < values.length; i++) {
      values[i] = missing.contains(values[i]) ? "" : values[i];
    }
    return values;
  }
}
