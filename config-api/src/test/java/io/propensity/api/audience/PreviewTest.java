package io.propensity.api.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@WarehouseTest
class PreviewTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String USERS =
      UsersTableFiles.of(
          """
          SELECT i AS user_id, CASE WHEN i % 4 = 0 THEN NULL WHEN i % 2 = 0 THEN 'DE' ELSE 'US' END AS country,
                 i::SMALLINT AS age, 'u' || i || '@example.org' AS email, [i] AS tags
          FROM range(100) t(i)
          """);

  private static final String EDGES =
      UsersTableFiles.of(
          """
          SELECT * FROM (VALUES
            (1, 'é',       0.0::DOUBLE,        1.50::DECIMAL(5,2),  DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMPTZ '2024-01-31 01:00:00+02:00', true),
            (2, 'e\u0301', -0.0::DOUBLE,       NULL,                DATE '2024-02-29', TIMESTAMP '2024-01-31 10:00:00',        TIMESTAMPTZ '2024-01-31 00:00:00+00:00', false),
            (3, '😀',      'NaN'::DOUBLE,      -1.50::DECIMAL(5,2), NULL,              NULL,                                  NULL,                                    NULL),
            (4, '',        'Infinity'::DOUBLE, 0::DECIMAL(5,2),     DATE '0001-01-01', TIMESTAMP '0001-01-01 00:00:00',       TIMESTAMPTZ '1969-07-20 20:17:40+00:00', true),
            (5, NULL,      NULL,               999.99::DECIMAL(5,2),DATE '9999-12-31', TIMESTAMP '9999-12-31 23:59:59',       TIMESTAMPTZ '2024-06-01 12:00:00-05:00', false)
          ) t(id, t, d, money, day, wall, "at", flag)
          """);

  private final Api api;

  PreviewTest(@Autowired Api api) {
    this.api = api;
  }

  private Answer preview(String filter, String table) {
    ObjectNode body = JSON.createObjectNode();
    body.put("audience_filter", filter).put("users_table", table);
    return api.post("/audiences/preview", body.toString());
  }

  @Test
  void countsTheAudienceAndWhatEachTermLeaves() {
    Answer answer = preview("country = 'US' and age >= 50 AND email LIKE 'u%'", USERS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json().path("size").intValue()).isEqualTo(25);
    assertThat(answer.json().path("total").intValue()).isEqualTo(100);
    assertThat(answer.json().path("share").doubleValue()).isEqualTo(0.25);
    assertThat(answer.json().path("terms"))
        .hasToString(
            "[{\"term\":\"country = 'US'\",\"alone\":50,\"left\":50},"
                + "{\"term\":\"age >= 50\",\"alone\":50,\"left\":25},"
                + "{\"term\":\"email LIKE 'u%'\",\"alone\":100,\"left\":25}]");
    assertThat(answer.json().path("files").intValue()).isEqualTo(1);
    assertThat(answer.json().has("snapshot")).isFalse();
  }

  private Answer preview(String filter, String table, String users) {
    return api.post(
        "/audiences/preview",
        "{\"audience_filter\": \"%s\", \"users_table\": \"%s\", \"users\": %s}"
            .formatted(filter, table, users.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'partition': {'country': 'US'}}              | 50",
        "{'partition': {'COUNTRY': 'DE', 'age': '10'}} | 1",
        "{'partition': {'country': 'FR'}}              | 0",
        "{'format': 'parquet'}                         | 100"
      })
  void countsThePartThatIsRead(String users, int total) {
    Answer answer = preview("TRUE", USERS, users);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().path("total").intValue()).isEqualTo(total);
    assertThat(answer.json().path("sample")).hasSize(Math.min(10, total));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "day   | 1969-12-31          | 1",
        "wall  | 2024-01-31 10:00:00 | 1",
        "money | 1.5                 | 1",
        "flag  | true                | 2",
        "t     | é                   | 1"
      })
  void readsTheValuesOfAPartAsTheirColumnsHaveThem(String column, String value, int total) {
    Answer answer = preview("TRUE", EDGES, "{'partition': {'%s': '%s'}}".formatted(column, value));

    assertThat(answer.json().path("total").intValue()).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'partition': {'ds': '1'}}      | 422 | in the part ds=1: it has no column 'ds'; its columns are user_id,",
        "{'partition': {'age': 'old'}}   | 422 | in the part age=old: a value is none of its column's type",
        "{'partition': {'tags': '[1]'}}  | 422 | the type is one that the jobs alone read",
        "{'format': 'csv', 'schema': 'id INT'} | 422 | is read as csv, which the jobs alone read",
        "{'snapshot': '7'}               | 404 | is no table of the catalog and has no snapshot 7",
        "{'colour': '7'}                 | 400 | users.colour: is not a field of users"
      })
  void saysWhyItCannotReadThatPart(String users, int status, String reason) {
    Answer answer = preview("TRUE", USERS, users);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.text("detail")).contains(reason);
  }

  @Test
  void showsTenRowsWithSensitiveColumnsMasked() {
    Answer answer = preview("country IS NULL", USERS);

    assertThat(answer.json().path("sample")).hasSize(10);
    assertThat(answer.json().at("/sample/0"))
        .hasToString("{\"user_id\":0,\"country\":null,\"age\":0,\"email\":\"***\"}");
    assertThat(answer.json().path("masked")).hasToString("[\"email\"]");
    assertThat(answer.response().body()).doesNotContain("example.org");
  }

  @Test
  void leavesNullsOfMaskedColumnsNull() {
    String table = UsersTableFiles.of("SELECT 1 AS id, NULL::VARCHAR AS phone_number");

    assertThat(preview("TRUE", table).json().path("sample"))
        .hasToString("[{\"id\":1,\"phone_number\":null}]");
  }

  @Test
  void showsValuesAsTheLanguageHasThem() {
    assertThat(preview("id = 1", EDGES).json().at("/sample/0"))
        .hasToString(
            "{\"id\":1,\"t\":\"é\",\"d\":0.0,\"money\":1.5,\"day\":\"1969-12-31\","
                + "\"wall\":\"1969-12-31T23:59:59.999999Z\",\"at\":\"2024-01-30T23:00:00Z\",\"flag\":true}");
    assertThat(preview("id = 3", EDGES).json().at("/sample/0/d").asString()).isEqualTo("NaN");
  }

  @Test
  void saysWhatAnEmptyAudienceIs() {
    Answer answer = preview("age > 1000", USERS);

    assertThat(answer.json().path("size").intValue()).isZero();
    assertThat(answer.json().path("share").doubleValue()).isZero();
    assertThat(answer.json().path("sample")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "TRUE                                              | 5",
        "NULL AND id = 1                                   | 0",
        "d > 5                                             | 2",
        "d = d                                             | 4",
        "d = -0.0                                          | 2",
        "d < 0                                             | 0",
        "1 / d > 0                                         | 1",
        "NOT (d BETWEEN 1 AND NULL)                        | 2",
        "t = 'é'                                           | 1",
        "length(t) = 2                                     | 1",
        "t LIKE '_'                                        | 2",
        "t = ''                                            | 1",
        "upper(t) = 'É'                                    | 1",
        "t > 'z'                                           | 2",
        "money = 1.5                                       | 1",
        "money + 0.5 < 0                                   | 1",
        "day < DATE '1970-01-01'                           | 2",
        "year(day) = 1969                                  | 1",
        "dayofweek(day) = 5                                | 1",
        "wall < TIMESTAMP '1970-01-01 00:00:00'            | 2",
        "at = TIMESTAMP '2024-01-30 23:00:00'              | 1",
        "to_date(at) = DATE '2024-01-30'                   | 1",
        "hour(wall) = 23                                   | 2",
        "day < current_date                                | 3",
        "flag                                              | 2",
        "NOT flag                                          | 2",
        "flag IS NULL                                      | 1",
        "id IN (1, 2, NULL)                                | 2",
        "id NOT IN (1, 2, NULL)                            | 0",
        "coalesce(t, 'none') = 'none'                      | 1",
        "try_cast(concat(t, '1') AS BIGINT) = 1            | 1",
        "id * 9223372036854775807 IS NULL                  | 4",
        "round(money, 1) = 1.5                             | 1"
      })
  void meansWhatTheLanguageSays(String filter, int size) {
    Answer answer = preview(filter, EDGES);

    assertThat(answer.json().path("size").intValue()).as(answer.response().body()).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "contry = 'US'       | 1 | column 'contry' is unknown; close to it: 'country'",
        "age > 1 AND age = 'x' | 19 | integer and string do not go together",
        "tags IS NULL        | 1 | column 'tags' is 'array', which expressions do not carry",
        "age + 1             | 5 | an audience filter is boolean, this is integer",
        "country = 'US       | 11 | ",
      })
  void saysAtWhichCharacterAFilterDoesNotFit(String filter, int position, String reason) {
    Answer answer = preview(filter, USERS);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("audience_filter");
    assertThat(answer.json().at("/errors/0/position").intValue()).isEqualTo(position);
    assertThat(answer.json().at("/errors/0/message").asString())
        .contains(reason == null ? "" : reason);
  }

  @Test
  void namesEveryWrongFieldAtOnce() {
    Answer answer =
        api.post(
            "/audiences/preview",
            "{\"audience_filter\": \" \", \"users_table\": \"/etc\", \"sample\": 3}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").valueStream().map(e -> e.path("field").asString()))
        .containsExactlyInAnyOrder("audience_filter", "users_table", "sample");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"warehouse/../x", "s3a://other/users", "warehouse/a/*", "file:///etc/passwd"})
  void namesNoFileOutsideTheWarehouse(String table) {
    assertThat(preview("TRUE", table).status()).isEqualTo(400);
  }

  @Test
  void readsNoTableOfACatalogThatTheJobsAloneKnow() {
    Answer answer = preview("TRUE", "lake.crm.users");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("one of a catalog that the jobs alone know");
  }

  @Test
  void saysThatThereIsNoSuchTable() {
    Answer absent = preview("TRUE", "warehouse/no/such");

    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.text("detail"))
        .startsWith("There is no users table warehouse/no/such: write it there");
    assertThat(api.post("/audiences/preview", "{\"audience_filter\": \"TRUE\"}").text("detail"))
        .isEqualTo("No users table is named: name one, or set users_table in the environment file");
  }

  @Test
  void followsNoLinkOutOfTheWarehouse() throws IOException {
    Path outside = Path.of("target/audience-outside");
    UsersTableFiles.write(outside.resolve("part-0.parquet"), "SELECT 1 AS id");
    String file = UsersTableFiles.anyName();
    Files.createDirectories(UsersTableFiles.path(file));
    Files.createSymbolicLink(
        UsersTableFiles.path(file).resolve("x.parquet"),
        outside.resolve("part-0.parquet").toAbsolutePath());
    String folder = UsersTableFiles.anyName();
    Files.createSymbolicLink(UsersTableFiles.path(folder), outside.toAbsolutePath());

    for (String table : new String[] {file, folder}) {
      Answer answer = preview("TRUE", table);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text("detail")).contains("a link that leads out of the warehouse");
    }
  }

  @Test
  void saysThatAFileIsNoParquet() throws IOException {
    String table = UsersTableFiles.anyName();
    Files.createDirectories(UsersTableFiles.path(table));
    Files.writeString(UsersTableFiles.path(table).resolve("x.parquet"), "id,age\n1,2\n");

    Answer answer = preview("TRUE", table);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).startsWith("The users table " + table + " cannot be read:");
  }

  @Test
  void seesThatAFileWasWrittenAnew() {
    String table = UsersTableFiles.of("SELECT 1 AS id");
    assertThat(preview("id = 1", table).json().path("size").intValue()).isEqualTo(1);

    UsersTableFiles.write(
        UsersTableFiles.path(table).resolve("part-0.parquet"), "SELECT 'x' AS name_of_it, 2 AS id");

    assertThat(preview("id = 2", table).json().path("size").intValue()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNestedTooDeeplyForDuckDb() {
    Answer answer = preview("age" + " + 1".repeat(1_000) + " > 0", USERS);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("too deeply");
  }

  @Test
  void refusesWhatIsTooLongInSql() {
    Answer answer = preview("nullif(".repeat(40) + "age" + ", 2)".repeat(40) + " > 0", USERS);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("too much for a preview");
  }

  @Test
  void takesLongFilters() {
    assertThat(
            preview("age <> 1" + " AND age <> 1".repeat(1_000), USERS)
                .json()
                .path("size")
                .intValue())
        .isEqualTo(99);
  }
}
