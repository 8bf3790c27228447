package io.propensity.ingest;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.run.ConfigurationException;
import io.propensity.test.LocalSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SampleUsersTest {

  @Test
  void hasTheColumnsThatUsersHave() {
    assertThat(users(1000, 42, 1).schema().toDDL().replace(" NOT NULL", ""))
        .isEqualTo(
            "user_id BIGINT,recency INT,frequency INT,monetary DOUBLE,engagement_score DOUBLE,"
                + "days_since_last_purchase INT,country STRING,age INT,is_premium BOOLEAN,responded INT");
  }

  @Test
  void aUserIsTheSameWhateverRowsAndPartitionsThereAre() {
    List<Row> few = users(1000, 42, 501).orderBy("user_id").limit(500).collectAsList();
    List<Row> many =
        users(5000, 42, 1)
            .repartition(7)
            .filter(col("user_id").between(501, 1000))
            .orderBy("user_id")
            .collectAsList();

    assertThat(many).isEqualTo(few);
  }

  @Test
  void anotherSeedMakesOtherUsers() {
    assertThat(users(1000, 43, 1).except(users(1000, 42, 1)).count()).isGreaterThan(990);
  }

  @Test
  void theLabelFollowsItsFormula() {
    List<Row> deciles =
        users(20_000, 42, 1)
            .withColumn("probability", SampleUsers.probability())
            .groupBy(floor(col("probability").multiply(5)))
            .agg(avg("probability"), avg(SampleUsers.LABEL))
            .collectAsList();

    assertThat(deciles).hasSizeGreaterThanOrEqualTo(4);
    assertThat(deciles)
        .allSatisfy(row -> assertThat(row.getDouble(2)).isCloseTo(row.getDouble(1), within(0.05)));
  }

  @Test
  void refusesTooFewAndTooManyRows() {
    for (long rows : new long[] {999, 100_000_001}) {
      assertThatThrownBy(() -> users(rows, 42, 1))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "sources.raw.options.rows: %d is not between 1,000 and 100,000,000".formatted(rows));
    }
  }

  private static Dataset<Row> users(long rows, long seed, long first) {
    Map<String, Object> options =
        Map.of(
            "rows", Long.toString(rows),
            "seed", Long.toString(seed),
            "first_id", Long.toString(first));
    return SampleUsers.read(
        LocalSpark.session(), Source.generated(SourceFormat.SAMPLE_USERS, options));
  }
}
