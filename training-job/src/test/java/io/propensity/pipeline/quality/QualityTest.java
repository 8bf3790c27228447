package io.propensity.pipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.test.LocalSpark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
                    .requireColumns("raw", new String[] {"id"}))
        .hasMessageContaining("sources.raw.quality: there is no column 'ID_' for unique: ID_");
  }
}
