package io.propensity.prediction.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.test.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same keys are found by groups, as of many rows, and on the driver. */
class DoubledKeysTest {

  private static final Column ID = functions.col("user_id");

  @ParameterizedTest
  @ValueSource(longs = {105, 10_000_000})
  void aKeyOfSeveralRowsIsFound(long rows) {
    Dataset<Row> users = users();

    assertThat(DoubledKeys.in(users, 1, rows).any()).isFalse();
    assertThat(DoubledKeys.in(users.union(users.filter(ID.leq(5))), 1, rows).any()).isTrue();
    assertThat(DoubledKeys.in(users.filter("false"), 1, rows).any()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 10_000_000})
  void severalColumnsAreOneKey(long rows) {
    Dataset<Row> users = users().select(ID.mod(10).as("shop"), ID, functions.lit(0.5).as("score"));

    assertThat(DoubledKeys.in(users, 2, rows).any()).isFalse();
    assertThat(DoubledKeys.in(users.union(users.limit(1)), 2, rows).any()).isTrue();
    assertThat(DoubledKeys.in(users, 1, rows).any()).as("by the shop alone").isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {105, 10_000_000})
  void allRowsOfADoubledKeyAreMarked(long rows) {
    Dataset<Row> users = users().union(users().filter(ID.leq(5)));
    Dataset<Row> features =
        users.withColumn("_rejected", functions.lit(null).cast("string")).drop("score");

    Dataset<Row> marked =
        DoubledKeys.in(users, 1, rows)
            .marked(features, List.of("user_id"))
            .filter("_rejected is not null");

    assertThat(marked.select("user_id").distinct().collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(marked.count()).isEqualTo(10);
  }

  private static Dataset<Row> users() {
    return LocalSpark.session()
        .range(1, 101)
        .select(functions.col("id").as("user_id"), functions.rand(7).as("score"));
  }
}
