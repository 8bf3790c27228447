package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class InvalidCampaignTest {

  private final Api api;

  InvalidCampaignTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void namesEveryWrongFieldAtOnce() {
    Answer answer =
        api.post(
            """
            {"name": 7, "model_path": "/tmp/m.pkl", "audience_filter": " ", "features": ["a", 1, "a"],
             "users_table": "../x", "is_active": "yes", "colour": "red", "id": 3}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text("title")).isEqualTo("Invalid fields");
    assertThat(answer.text("instance")).isEqualTo("/campaigns");
    assertThat(fields(answer))
        .containsExactlyInAnyOrder(
            "name",
            "model_path",
            "audience_filter",
            "features[1]",
            "features[2]",
            "users_table",
            "is_active",
            "colour",
            "id");
  }

  @Test
  void namesAHundredWrongFieldsAndCountsTheOthers() {
    String body =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "\"%x\":0".formatted(i))
            .collect(Collectors.joining(",", "{", "}"));

    Answer answer = api.post(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer)).hasSize(101);
    assertThat(answer.json().path("errors").path(100).path("message").asString())
        .isEqualTo("and 49,904 more");
    assertThat(answer.response().body().length()).isLessThan(30_000);
  }

  @Test
  void namesEveryMissingField() {
    assertThat(fields(api.post("{}")))
        .containsExactly("name", "model_path", "audience_filter", "features");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name            | ''                     | is blank",
        "name            | '\\u00a0\\u2003'       | is blank",
        "name            | 'a\\nb'                | control character",
        "name            | 'a\\u0000b'            | U+0000",
        "name            | 'a\\ud800b'            | U+D800",
        "audience_filter | ''                     | write TRUE for everybody",
        "audience_filter | ' \\n'                 | write TRUE for everybody",
        "model_path      | 'models/../x/3'        | outside the models root",
        "model_path      | '/etc/passwd'          | outside the models root",
        "model_path      | 'models/a/model.pkl'   | is a pickle",
        "model_path      | 'models:/a@Champion'   | alias",
        "model_path      | 'models/a/0'           | is not a model version",
        "users_table     | 'warehouse/../../x'    | does not lie under the warehouse root",
        "users_table     | '/etc'                 | does not lie under the warehouse root",
        "users_table     | 's3a://other/users'    | does not lie under the warehouse root"
      })
  void saysWhatIsWrongWithAText(String field, String text, String reason) {
    Answer answer = api.patch(existing(), "{\"%s\": \"%s\"}".formatted(field, text));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer)).containsExactly(field);
    assertThat(answer.json().path("errors").path(0).path("message").asString()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'top': 0}                              | output.top           | must be a whole number from 1",
        "{'top': 1.5}                            | output.top           | must be a whole number from 1",
        "{'keep_runs': 3000000000}               | output.keep_runs     | must be a whole number from 1",
        "{'min_score': '0.5'}                    | output.min_score     | must be a number, not a string",
        "{'sort_by_score': 1}                    | output.sort_by_score | must be true or false, not a number",
        "{'format': 'a b'}                       | output.format        | must be parquet, orc, csv, json, or a connector",
        "{'table': 'scores'}                     | output.table         | must be the table of a catalog, such as lake.marketing.scores",
        "{'partition_by': []}                    | output.partition_by  | must have 1 to 1,000 items, and has 0",
        "{'partition_by': ['a', 'a']}            | output.partition_by[1] | 'a' is named before",
        "{'table': 'lake.a.b', 'format': 'csv'}  | output.format        | is for files, and does not go with a table",
        "{'table': 'lake.a.b', 'sort_by_score': true} | output.sort_by_score | is for files, and does not go with a table",
        "{'format': 'jdbc', 'partition_by': ['a']} | output.partition_by | is for files, and does not go with the connector jdbc",
        "{'color': 'red'}                        | output.color         | is not a field of output; they are format, table,"
      },
      quoteCharacter = '"')
  void saysWhatIsWrongWithTheOutput(String output, String field, String reason) {
    requireRefused("output", output, field, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'format': 'xml'}                       | users.format    | must be one of parquet, orc, csv",
        "{'format': 'csv'}                       | users.schema    | is required of csv",
        "{'schema': 'id INT'}                    | users.schema    | is for the format csv",
        "{'format': 'csv', 'schema': 'id'}       | users.schema    | column 1 is not of the form NAME TYPE",
        "{'partition': 'ds'}                     | users.partition | must be up to 16 columns with the value",
        "{'partition': {'ds': 1}}                | users.partition | has a column or a value that is no text",
        "{'partition': {'ds': 'a,b'}}            | users.partition | has a column or a value that is no text",
        "{'partition': {'a=b': 'c'}}             | users.partition | has a column or a value that is no text",
        "{'snapshot': 'a b'}                     | users.snapshot  | must be the name or number of a version",
        "{'snapshot': '1', 'format': 'orc'}      | users.snapshot  | is for tables, and does not go with a format",
        "{'color': 'red'}                        | users.color     | is not a field of users; they are format, schema,"
      },
      quoteCharacter = '"')
  void saysWhatIsWrongWithHowTheUsersAreRead(String users, String field, String reason) {
    requireRefused("users", users, field, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "lake.crm.users, format, orc, 'is for files, and lake.crm.users is a table of a catalog'",
    "warehouse/a/b, snapshot, main, must be the number of a snapshot of warehouse/a/b"
  })
  void holdsHowTheUsersAreReadAgainstTheirTable(
      String table, String field, String value, String reason) {
    Answer answer =
        api.patch(
            existing(),
            "{\"users_table\": \"%s\", \"users\": {\"%s\": \"%s\"}}"
                .formatted(table, field, value));

    assertThat(fields(answer)).containsExactly("users." + field);
    assertThat(answer.text("detail")).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "holdout   | 0      | must be a share between 0 and 1, such as 0.1",
        "holdout   | 1      | must be a share between 0 and 1, such as 0.1",
        "holdout   | true   | must be a number, not a boolean",
        "max_drift | 0      | must be a population stability index above 0, 0.25 being a large shift",
        "max_drift | 1e999  | is too great a number",
        "max_drift | [1]    | must be a number, not an array",
        "newest_by | 3      | must be a string, not a number",
        "output    | [1]    | 'must be an object, such as {\"top\": 1000, \"format\": \"csv\"}'",
        "segments  | 0.1    | must be a string, not a number",
        "segments  | '\"a:2,b\"' | 'each share is above 0, and all of them together are below 1, e.g. high:0.1,medium:0.3,low'"
      })
  void saysWhatIsWrongWithASetting(String field, String value, String reason) {
    Answer answer = api.patch(existing(), "{\"%s\": %s}".formatted(field, value));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer)).containsExactly(field);
    assertThat(answer.json().path("errors").path(0).path("message").asString()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "age >                                | 6",
        "TRUE; drop table users               | 5",
        "exists (select 1)                    | 1",
        "age > 25 and reflect('java.io', 'x') | 14",
        "age + 1                              | 5",
      })
  void saysAtWhichCharacterAFilterIsWrong(String filter, int position) {
    Answer answer = api.patch(existing(), "{\"audience_filter\": \"%s\"}".formatted(filter));

    JsonNode error = answer.json().path("errors").path(0);
    assertThat(error.path("field").asString()).isEqualTo("audience_filter");
    assertThat(error.path("message").asString()).isNotEmpty();
    assertThat(error.path("position").intValue()).isEqualTo(position);
  }

  @Test
  void refusesAnEndlessFilter() {
    assertThat(
            fields(
                api.patch(
                    existing(),
                    "{\"audience_filter\": \"TRUE%s\"}".formatted(" AND TRUE".repeat(10_000)))))
        .containsExactly("audience_filter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"name\": null}                   | name         | is required",
        "{\"name\": [1]}                    | name         | must be a string, not an array",
        "{\"name\": 1.5}                    | name         | must be a string, not a number",
        "{\"features\": null}               | features     | is required",
        "{\"features\": []}                 | features     | must have 1 to 1,000 items, and has 0",
        "{\"features\": \"a\"}              | features     | must be an array of strings, not a string",
        "{\"features\": {\"0\": \"a\"}}     | features     | must be an array of strings, not an object",
        "{\"features\": [\"a\", null]}      | features[1]  | must be a string, not null",
        "{\"features\": [\"a\", \" \"]}     | features[1]  | is blank",
        "{\"features\": [\"a\", \"a\"]}     | features[1]  | 'a' is named before",
        "{\"is_active\": null}              | is_active    | must be true or false, not null",
        "{\"is_active\": 1}                 | is_active    | must be true or false, not a number",
        "{\"is_active\": \"true\"}          | is_active    | must be true or false, not a string",
        "{\"id\": null}                     | id           | is given by the service",
        "{\"id\": 999999999}                | id           | is given by the service",
        "{\"revision\": 7}                  | revision     | is given by the service",
        "{\"created_at\": \"yesterday\"}    | created_at   | is given by the service",
        "{\"isActive\": true}               | isActive     | is not a field of a campaign; they are name,"
      })
  void saysWhatIsWrongWithAField(String patch, String field, String reason) {
    Answer answer = api.patch(existing(), patch);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer)).containsExactly(field);
    assertThat(answer.json().path("errors").path(0).path("message").asString()).startsWith(reason);
  }

  @Test
  void takesTwoHundredCharactersOfNameAndNoMore() {
    assertThat(api.post(Campaigns.named("😀".repeat(200))).status()).isEqualTo(201);
    assertThat(fields(api.post(Campaigns.named("a".repeat(201))))).containsExactly("name");
  }

  @Test
  void takesAThousandFeaturesAndNoMore() {
    assertThat(api.patch(existing(), features(1_000)).status()).isEqualTo(200);
    assertThat(fields(api.patch(existing(), features(1_001)))).containsExactly("features");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"text\"", "[{}]", ""})
  void wantsAnObject(String body) {
    Answer answer = api.post(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).isEqualTo("A JSON object is wanted as the body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"a\",~ ~}             | 3",
        "{\"name\": \"a\",~ \"name\": \"b\"} | 2",
        "{\"name\": tru}                   | 1",
        "{} {}                             | 1",
        "{\"name\"                         | 1"
      })
  void saysWhereJsonIsMalformed(String body, int line) {
    Answer answer = api.post(body.replace("~", "\n"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("title")).isEqualTo("Malformed JSON");
    assertThat(answer.json().path("line").intValue()).isEqualTo(line);
    assertThat(answer.json().path("column").intValue()).isPositive();
  }

  @Test
  void refusesAWallOfBrackets() {
    Answer answer = api.post("[".repeat(100_000));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("it is nested too deeply");
  }

  @Test
  void saysInItsOwnWordsWhyJsonIsMalformed() {
    assertThat(api.post("{\"name\": \"a\"").text("detail"))
        .isEqualTo("The body is not valid JSON at line 1, column 13: an object is not closed");
  }

  private long existing() {
    return api.post(Campaigns.any()).id();
  }

  private static String features(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"f" + i + "\"")
        .collect(Collectors.joining(",", "{\"features\": [", "]}"));
  }

  /** Of one field, written with apostrophes for quotation marks. */
  private void requireRefused(String name, String value, String field, String reason) {
    Answer answer = api.patch(existing(), "{\"%s\": %s}".formatted(name, value.replace('\'', '"')));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer)).containsExactly(field);
    assertThat(answer.json().path("errors").path(0).path("message").asString()).contains(reason);
  }

  private static List<String> fields(Answer answer) {
    return answer
        .json()
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asString())
        .toList();
  }
}
