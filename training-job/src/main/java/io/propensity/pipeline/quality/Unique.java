package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code unique: [user_id, day]}: no two rows have the same values of these together. */
record Unique(List<String> columns) implements QualityRule {

  static Unique read(Object argument) {
    return new Unique(Columns.names(argument, "unique"));
  }

  @Override
  public List<Column> measures() {
    return List.of();
  }

  @Override
  public Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now) {
    Column[] keys = columns.stream().map(Columns::named).toArray(Column[]::new);
    Row doubled =
        rows.groupBy(keys)
            .agg(count(lit(1)).as("_rows"))
            .filter(col("_rows").gt(1))
            .agg(count(lit(1)), sum(col("_rows")))
            .head();
    long values = doubled.getLong(0);
    return new Finding(
        values == 0,
        values == 0
            ? "%d rows, all different".formatted(count)
            : "%d values have several rows, %d in all".formatted(values, doubled.getLong(1)));
  }
}
