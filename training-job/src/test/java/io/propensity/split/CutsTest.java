package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.test.LocalSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CutsTest {

  @Test
  void findsExactRanksWithinGroups() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql("SELECT * FROM VALUES (0, -5L), (0, 3L), (0, 3L), (0, 9L), (1, 7L) t(g, v)");
    Cuts cuts = Cuts.of(rows, col("g"), col("v"), size -> new long[] {0, size / 2});

    assertThat(cuts.of(0)).containsExactly(new Cuts.Cut(-5, 0, 1), new Cuts.Cut(3, 1, 3));
    assertThat(cuts.of(1)).containsExactly(new Cuts.Cut(7, 0, 1), new Cuts.Cut(7, 0, 1));
  }

  @Test
  void narrowsItsBucketsWhereThereAreManyRows() {
    Dataset<Row> rows =
        LocalSpark.session().range(0, 150_000, 1, 2).select(col("id").multiply(1_000_003L).as("v"));
    Cuts cuts = Cuts.of(rows, lit(0), col("v"), size -> new long[] {1, 100_000, size - 1});

    assertThat(cuts.of(0))
        .containsExactly(
            new Cuts.Cut(1_000_003L, 1, 2),
            new Cuts.Cut(100_000_300_000L, 100_000, 100_001),
            new Cuts.Cut(149_999L * 1_000_003L, 149_999, 150_000));
  }

  @Test
  void takesTheWholeRangeOfNumbers() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(0, 200_000, 1, 2)
            .select(
                org.apache
                    .spark
                    .sql
                    .functions
                    .when(col("id").lt(100_000), Long.MIN_VALUE)
                    .otherwise(Long.MAX_VALUE)
                    .as("v"));

    assertThat(Cuts.of(rows, lit(0), col("v"), size -> new long[] {99_999, 100_000}).of(0))
        .containsExactly(
            new Cuts.Cut(Long.MIN_VALUE, 0, 100_000),
            new Cuts.Cut(Long.MAX_VALUE, 100_000, 200_000));
  }
}
