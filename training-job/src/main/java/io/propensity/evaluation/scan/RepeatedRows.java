package io.propensity.evaluation.scan;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.split.SplitName;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many rows of the test split have the features of a fitted row. */
public final class RepeatedRows {

  /** Of the rows that are looked at; beyond it, a share of all distinct ones. */
  private static final long MOST = 200_000;

  private RepeatedRows() {}

  /**
   * The share, in one Spark job; 0 where there is no test split.
   *
   * @param vectors the features' columns of {@code rows}
   * @param count of the rows
   */
  public static double share(Dataset<Row> rows, List<Column> vectors, long count) {
    Column nulls = array(vectors.stream().map(Column::isNull).toArray(Column[]::new));
    Column hash =
        xxhash64(Stream.concat(vectors.stream(), Stream.of(nulls)).toArray(Column[]::new));
    Column isTest = col("split").equalTo(SplitName.TEST.label());
    Column tests = col("tests");
    Row sums =
        rows.select(hash.as("hash"), col(SplitName.COLUMN).as("split"))
            .filter(pmod(col("hash"), lit(Math.max(1, count / MOST))).equalTo(0))
            .groupBy(col("hash"))
            .agg(count_if(isTest).as("tests"), count_if(isTest.equalTo(false)).as("fitted"))
            .agg(sum(tests), sum(when(col("fitted").gt(0), tests).otherwise(0L)))
            .head();
    boolean none = sums.isNullAt(0) || sums.getLong(0) == 0;
    return none ? 0 : (double) sums.getLong(1) / sums.getLong(0);
  }
}
