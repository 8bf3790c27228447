package io.propensity.pipeline.quality;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code min_rows: 1000}: so many rows at least. */
record MinRows(long least) implements QualityRule {

  static MinRows read(Object argument) {
    double least = Columns.number(argument, "min_rows");
    if (least < 1 || least != Math.rint(least)) {
      throw Columns.wrong("min_rows wants a whole number from 1 on, not " + argument);
    }
    return new MinRows((long) least);
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public List<Column> measures() {
    return List.of();
  }

  @Override
  public Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now) {
    return new Finding(count >= least, "%d rows".formatted(count));
  }
}
