package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.features.ModelColumns;
import io.propensity.scoring.FeatureTable;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of the test split whose features equal those of a row that was trained on: a model may know
 * their answers by heart.
 */
public record DoubledRows(long doubled, long tested) {

  /** Counts, in one Spark job; rows are compared by a hash of their features. */
  public static DoubledRows across(Dataset<Row> rows, ModelColumns columns) {
    Column[] features =
        columns.features().stream()
            .map(feature -> FeatureTable.quoted(feature.name()))
            .flatMap(name -> java.util.stream.Stream.of(col(name), col(name).isNull()))
            .toArray(Column[]::new);
    Column test = col(SplitName.COLUMN).equalTo(SplitName.TEST.label());
    Row found =
        rows.groupBy(xxhash64(features).as("features"))
            .agg(
                count_if(test).as("tested"),
                count_if(org.apache.spark.sql.functions.not(test)).as("fitted"))
            .agg(
                sum(
                    org.apache
                        .spark
                        .sql
                        .functions
                        .when(col("fitted").gt(0), col("tested"))
                        .otherwise(0)),
                sum("tested"))
            .head();
    return found.isNullAt(0)
        ? new DoubledRows(0, 0)
        : new DoubledRows(found.getLong(0), found.getLong(1));
  }

  /** A sentence when there are any. */
  public Optional<String> warning() {
    return doubled == 0
        ? Optional.empty()
        : Optional.of(
            "%,d of the %,d test rows (%.1f %%) have the same features as a row that was trained on: metrics of the test split are better than those of new rows will be"
                .formatted(doubled, tested, 100.0 * doubled / tested));
  }
}
