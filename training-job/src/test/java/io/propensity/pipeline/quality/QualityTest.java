package io.propensity.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.propensity.run.ConfigurationException;
import io.propensity.test.LocalSpark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class QualityTest {

  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

  @Test
  void holdsRowsAgainstEveryRule() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES (1, 'A', 30, TIMESTAMP '2026-01-01 00:00:00'),"
                    + " (2, 'B', NULL, TIMESTAMP '2026-01-02 00:00:00'),"
                    + " (2, 'C', 200, NULL) AS t(id, status, age, at)");
    Quality quality =
        Quality.read(
            List.of(
                Map.of("min_rows", 3),
                Map.of("min_rows", 4),
                Map.of("not_null", "id"),
                Map.of("not_null", List.of("id", "age")),
                Map.of("unique", List.of("id", "status")),
                Map.of("unique", "id"),
                Map.of("allowed_values", Map.of("status", List.of("A", "B"))),
                Map.of("range", Map.of("age", Map.of("min", 0, "max", 120)), "severity", "warning"),
                Map.of("max_null_share", Map.of("age", 0.5)),
                Map.of("max_null_share", Map.of("age", 0.1)),
                Map.of("freshness", Map.of("at", 24)),
                Map.of("freshness", Map.of("at", 6))));

    List<Verdict> verdicts = quality.check(rows, NOW);

    assertThat(verdicts)
        .extracting(Verdict::passed)
        .containsExactly(
            true, true, false, true, false, true, false, false, false, true, false, true, false);
    assertThat(verdicts)
        .extracting(Verdict::figures)
        .contains(
            "3 rows",
            "id is null in 0 of 3 rows, age is null in 1 of 3 rows",
            "1 values have several rows, 2 in all",
            "status has another value in 1 of 3 rows, 'C' for one",
            "age is outside in 1 of 3 rows, and lies from 30.0 to 200.0",
            "at is 12.0 hours old, from 2026-01-02T00:00:00Z");
    assertThat(verdicts.get(8).stops()).as("a warning").isFalse();
    assertThat(verdicts.get(7).stops()).isTrue();
  }

  @Test
  void noRowAtAllBreaksARuleThatIsAlwaysThere() {
    Dataset<Row> none = LocalSpark.session().sql("SELECT 1 AS id WHERE false");

    assertThat(Quality.byDefault().check(none, NOW))
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.stops()).isTrue());
  }

  @Test
  void refusesARuleThatItDoesNotKnowAndColumnsThatAreNotThere() {
    assertThatThrownBy(() -> Quality.read(List.of(Map.of("not_nul", "id"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("names no rule 'not_nul'")
        .hasMessageEndingWith("did you mean not_null?");
    assertThatThrownBy(() -> Quality.read(List.of(Map.of("range", Map.of("age", 3)))))
        .hasMessage("[0]: range.age wants min, max or both, such as {min: 0, max: 120}");
    assertThatThrownBy(
            () ->
                Quality.read(List.of(Map.of("unique", "ID_")))
                    .requireColumns("raw", StructType.fromDDL("id INT")))
        .hasMessageContaining("sources.raw.quality: there is no column 'ID_' for unique: ID_");
  }

  @Test
  void aTextThatIsNoNumberIsOutsideOfEveryRange() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES ('7', 1d), ('young', double('NaN')), (NULL, NULL) AS t(age, x)");
    Quality quality =
        Quality.read(
            List.of(
                Map.of("range", Map.of("age", Map.of("min", 0))),
                Map.of("range", Map.of("x", Map.of("min", 0)))));

    assertThat(quality.check(rows, NOW).subList(1, 3))
        .extracting(Verdict::passed, Verdict::figures)
        .containsExactly(
            tuple(
                false,
                "age is outside in 1 of 3 rows, no number in 1 of them, and lies from 7.0 to 7.0"),
            tuple(false, "x is outside in 1 of 3 rows, and lies from 1.0 to NaN"));
  }

  @Test
  void daysAndTimesLieBetweenDaysAndTimes() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES"
                    + " (DATE '2024-01-01', TIMESTAMP '2024-01-31 23:59:59.999999'),"
                    + " (DATE '2024-01-31', TIMESTAMP '2024-01-01 12:00:00') AS t(day, at)");
    Quality quality =
        Quality.read(
            List.of(
                range("day", Map.of("min", "2024-01-01", "max", "2024-01-31")),
                range("at", Map.of("max", "2024-01-31")),
                range("at", Map.of("max", "2024-01-31T23:59:59")),
                range("at", Map.of("min", "2024-01-01 14:00:00+02:00")),
                range("day", Map.of("min", "2024-01-02"))));
    quality.requireColumns("raw", rows.schema());

    assertThat(quality.check(rows, NOW).subList(1, 6))
        .extracting(Verdict::passed)
        .containsExactly(true, true, false, true, false);
    assertThat(quality.check(rows, NOW).get(3).figures())
        .isEqualTo(
            "at is outside in 1 of 2 rows, and lies from 2024-01-01T12:00:00Z to 2024-01-31T23:59:59Z");
  }

  @Test
  void refusesBoundsThatDoNotFitTheColumnBeforeRowsAreRead() {
    StructType columns = StructType.fromDDL("day DATE, age STRING, tags ARRAY<STRING>");

    assertThatThrownBy(
            () ->
                Quality.read(List.of(range("day", Map.of("min", 0))))
                    .requireColumns("raw", columns))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "sources.raw.quality: column 'day' is DATE and does not fit range: {day={min=0}}: write its bounds as days or times, such as \"2024-01-31\"");
    assertThatThrownBy(
            () ->
                Quality.read(List.of(range("age", Map.of("min", "2024-01-01"))))
                    .requireColumns("raw", columns))
        .hasMessageEndingWith("bounds that are days or times are for DATE and TIMESTAMP");
    assertThatThrownBy(
            () ->
                Quality.read(List.of(range("tags", Map.of("min", 1))))
                    .requireColumns("raw", columns))
        .hasMessageContaining("column 'tags' is ARRAY<STRING>");
    assertThatThrownBy(() -> Quality.read(List.of(range("day", Map.of("min", "yesterday")))))
        .hasMessageContaining("range.day has 'yesterday', which is neither a number nor a day");
    assertThatThrownBy(
            () ->
                Quality.read(
                    List.of(range("day", Map.of("min", "2024-02-01", "max", "2024-01-31")))))
        .hasMessageContaining("range.day has a min above its max");
  }

  private static Map<String, Object> range(String column, Map<String, Object> bounds) {
    return Map.of("range", Map.of(column, bounds));
  }
}
