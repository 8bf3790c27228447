package io.propensity.ingest;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.run.ConfigurationException;
import io.propensity.test.LocalSpark;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ClickstreamEventsTest {

  @Test
  void hasTheColumnsOfTheRealDataAndAboutSoManyRows() {
    Dataset<Row> events = events(Map.of("rows", 20_000, "days", 7));

    assertThat(events.schema().toDDL().replace(" NOT NULL", ""))
        .isEqualTo(
            "event_time TIMESTAMP,event_type STRING,product_id BIGINT,category_id BIGINT,"
                + "category_code STRING,brand STRING,price DOUBLE,user_id BIGINT,user_session STRING");
    assertThat((double) events.count()).isCloseTo(20_000, within(1_000.0));
    Row days =
        events
            .agg(min(col("event_time")).cast("string"), max(col("event_time")).cast("string"))
            .head();
    assertThat(days.getString(0)).startsWith("2019-10-01");
    assertThat(days.getString(1)).startsWith("2019-10-0").isLessThan("2019-10-09");
  }

  @Test
  void isTheSameEveryTimeAndAnotherWithAnotherSeed() {
    Dataset<Row> events = events(Map.of("rows", 2_000));

    assertThat(events.except(events(Map.of("rows", 2_000))).count()).isZero();
    assertThat(events.except(events(Map.of("rows", 2_000, "seed", 7))).count())
        .isGreaterThan(1_500);
  }

  @Test
  void aPurchaseFollowsACartAndWhatWasSeenBefore() {
    Dataset<Row> sessions =
        events(Map.of("rows", 50_000))
            .groupBy("user_session")
            .agg(
                max(when(col("event_type").equalTo("cart"), col("event_time"))).as("carted"),
                max(when(col("event_type").equalTo("purchase"), col("event_time"))).as("bought"),
                count_if(col("event_type").equalTo("cart")).as("carts"));

    assertThat(sessions.filter(col("bought").isNotNull().and(col("carted").isNull())).count())
        .isZero();
    assertThat(sessions.filter(col("bought").lt(col("carted"))).count()).isZero();
    Row rates =
        sessions
            .agg(
                avg(col("bought").isNotNull().cast("int")),
                avg(when(col("carts").equalTo(1), col("bought").isNotNull().cast("int"))),
                avg(when(col("carts").equalTo(2), col("bought").isNotNull().cast("int"))))
            .head();
    assertThat(rates.getDouble(0)).isBetween(0.02, 0.2);
    assertThat(rates.getDouble(2)).isGreaterThan(rates.getDouble(1) + 0.05);
  }

  @Test
  void refusesWhatItCannotMake() {
    assertThatThrownBy(() -> events(Map.of("days", 0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("option days of clickstream_events: 0 is not between 1 and 3,650");
    assertThatThrownBy(() -> events(Map.of("start_date", "soon")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a date such as 2019-10-01");
  }

  private static Dataset<Row> events(Map<String, Object> options) {
    return ClickstreamEvents.read(
        LocalSpark.session(), Source.generated(SourceFormat.CLICKSTREAM_EVENTS, options));
  }
}
