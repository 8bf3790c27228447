package io.propensity.pipeline.quality;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** One demand on all rows of a source. */
interface QualityRule {

  /** The columns that it looks at. */
  List<String> columns();

  /** Why one of them, of that type, cannot be looked at; empty for one that can. */
  default Optional<String> misfit(String column, DataType type) {
    return Optional.empty();
  }

  /** Aggregates over all rows, computed with those of the other rules in one pass. */
  List<Column> measures();

  /** Whether equal rows may be judged otherwise later. */
  default boolean looksAtTheClock() {
    return false;
  }

  /**
   * What the measures say.
   *
   * @param measured in the order of {@link #measures()}
   * @param rows all rows, for what no aggregate can tell
   * @param count how many they are
   */
  Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now);

  /** Whether a rule is kept, and by what figures. */
  record Finding(boolean passed, String figures) {}
}
