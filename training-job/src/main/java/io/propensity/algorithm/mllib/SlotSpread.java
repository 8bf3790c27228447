package io.propensity.algorithm.mllib;

import io.propensity.scoring.MllibColumns;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the places of a vector are spread over the rows that were fitted, weighted as they were. */
record SlotSpread(Vector means, Vector deviations) {

  /** Reads the rows once. */
  static SlotSpread of(Dataset<Row> rows) {
    Row spread =
        rows.select(
                Summarizer.metrics("mean", "std")
                    .summary(rows.col(MllibColumns.FEATURES), rows.col(OrderedRows.WEIGHT))
                    .as("spread"))
            .select("spread.mean", "spread.std")
            .head();
    return new SlotSpread(spread.getAs(0), spread.getAs(1));
  }
}
