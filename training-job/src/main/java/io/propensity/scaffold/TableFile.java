package io.propensity.scaffold;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file's rows as texts. It can be read again and again, a row at a time. */
interface TableFile {

  /** {@code csv} or {@code parquet}. */
  String format();

  /** The options of its source that differ from the defaults. */
  Map<String, Object> options();

  /** What was decided about the options, and why. */
  List<String> reasons();

  List<String> columns();

  /** The declared types as Spark's DDL, where the file has any. */
  Optional<List<String>> types();

  /** Hands over all rows that are whole; a missing value is an empty text. */
  Skipped read(RowVisitor visitor);

  /** Gets the rows one by one. */
  @FunctionalInterface
  interface RowVisitor {
    void row(List<String> values);
  }

  /**
   * Rows that are not whole.
   *
   * @param first where the first one is and what is wrong with it; empty when there is none
   * @param openQuotes whether one leaves a quote open, as a line does whose value goes on in the
   *     next
   */
  record Skipped(long rows, String first, boolean openQuotes) {
    static final Skipped NONE = new Skipped(0, "", false);
  }
}
