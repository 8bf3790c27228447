package io.propensity.api.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@WarehouseTest
class ColumnsTest {

  private final Api api;

  ColumnsTest(@Autowired Api api) {
    this.api = api;
  }

  private Answer columns(String table) {
    return api.get("/users-tables/columns?table=" + table);
  }

  private static JsonNode column(Answer answer, String name) {
    return answer
        .json()
        .path("columns")
        .valueStream()
        .filter(column -> column.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysWhatEachColumnHolds() {
    Answer answer =
        columns(
            UsersTableFiles.of(
                """
                SELECT i AS id, CASE WHEN i % 5 = 0 THEN NULL WHEN i % 2 = 0 THEN 'DE' ELSE 'US' END AS country,
                       i > 7 AS active, i / 2 AS income, DATE '2024-01-01' + i::INTEGER AS day,
                       TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_days(i::INTEGER) AS at, [i] AS tags, 'x' || i AS email
                FROM range(10) t(i)
                """));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("rows").intValue()).isEqualTo(10);
    assertThat(answer.json().path("approximate").booleanValue()).isFalse();
    assertThat(column(answer, "country"))
        .hasToString(
            "{\"name\":\"country\",\"type\":\"string\",\"stored_as\":\"string\",\"masked\":false,"
                + "\"nulls\":0.2,\"distinct\":2,\"min\":\"DE\",\"max\":\"US\","
                + "\"frequent\":[{\"value\":\"DE\",\"count\":4},{\"value\":\"US\",\"count\":4}]}");
    assertThat(column(answer, "active").path("frequent"))
        .hasToString("[{\"value\":false,\"count\":8},{\"value\":true,\"count\":2}]");
    assertThat(column(answer, "id").at("/frequent/0/value").isIntegralNumber()).isTrue();
    assertThat(column(answer, "income").path("max").doubleValue()).isEqualTo(4.5);
    assertThat(column(answer, "day").path("max").asString()).isEqualTo("2024-01-10");
    assertThat(column(answer, "at").path("min").asString()).isEqualTo("2024-01-01T00:00:00Z");
    assertThat(column(answer, "tags"))
        .hasToString(
            "{\"name\":\"tags\",\"type\":\"other\",\"stored_as\":\"array\",\"masked\":false}");
    assertThat(column(answer, "email").has("min")).isFalse();
    assertThat(column(answer, "email").has("frequent")).isFalse();
    assertThat(column(answer, "email").path("distinct").intValue()).isPositive();
  }

  @Test
  void estimatesWhichValuesOfALargeTableAreFrequentAndCountsThem() {
    Answer answer =
        columns(
            UsersTableFiles.of(
                "SELECT CASE WHEN i % 3 = 0 THEN 'it''s' ELSE 'US' END AS country, i AS id FROM range(3000) t(i)"));

    assertThat(answer.json().path("approximate").booleanValue()).isTrue();
    assertThat(column(answer, "country").path("frequent"))
        .hasToString("[{\"value\":\"US\",\"count\":2000},{\"value\":\"it's\",\"count\":1000}]");
    assertThat(column(answer, "id").has("frequent")).isFalse();
  }

  @Test
  void readsATableWithoutRows() {
    Answer answer = columns(UsersTableFiles.of("SELECT 1 AS id, 'x' AS t WHERE false"));

    assertThat(answer.json().path("rows").intValue()).isZero();
    assertThat(column(answer, "t"))
        .hasToString(
            "{\"name\":\"t\",\"type\":\"string\",\"stored_as\":\"string\",\"masked\":false,\"nulls\":0.0,\"distinct\":0}");
  }

  @Test
  void looksThroughThePartThatIsAskedFor() {
    String table =
        UsersTableFiles.of("SELECT i AS id, '2026-11-2' || i % 2 AS ds FROM range(9) t(i)");

    assertThat(columns(table + "&partition=ds=2026-11-21").json().path("rows").intValue())
        .isEqualTo(4);
    assertThat(columns(table + "&partition=2026-11-21").json().at("/errors/0/message").asString())
        .startsWith("write COLUMN=VALUE");
    assertThat(columns(table + "&snapshot=7").status()).isEqualTo(404);
  }

  @Test
  void saysWhatIsWrongWithTheTable() {
    assertThat(columns("/etc").status()).isEqualTo(400);
    assertThat(columns("/etc").json().at("/errors/0/field").asString()).isEqualTo("table");
    assertThat(columns("warehouse/no/such").status()).isEqualTo(404);
    assertThat(columns("warehouse/a&size=3").status()).isEqualTo(400);
  }
}
