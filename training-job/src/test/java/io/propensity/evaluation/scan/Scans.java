package io.propensity.evaluation.scan;

import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Scans of a few made-up values, without Spark's jobs. */
public final class Scans {

  private Scans() {}

  /** Of a number in rows of no split. */
  public static ColumnScan of(float... values) {
    ColumnScan scan = new NumericScan(false, 2);
    for (float value : values) {
      scan.add(new GenericInternalRow(new Object[] {value}), 0, -1);
    }
    return scan;
  }
}
