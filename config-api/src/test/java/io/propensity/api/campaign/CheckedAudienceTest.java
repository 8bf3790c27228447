package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.audience.UsersTableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A filter is held against the users table when its campaign is written. */
@ApiTest
@TestPropertySource(properties = "propensity.warehouse-root=target/checked-warehouse")
class CheckedAudienceTest {

  private static final Path ROOT = Path.of("target/checked-warehouse");

  private final Api api;
  private final String table = "crm/" + UUID.randomUUID();

  CheckedAudienceTest(@Autowired Api api) {
    this.api = api;
  }

  private void write(String query) {
    UsersTableFiles.write(ROOT.resolve(table).resolve("part-0.parquet"), query);
  }

  private Answer create(String filter) {
    return api.post(
        """
        {"name": "n", "model_path": "models/campaign-response/3", "features": ["age"],
         "audience_filter": "%s", "users_table": "warehouse/%s"}
        """
            .formatted(filter, table));
  }

  @Test
  void refusesAColumnThatTheTableDoesNotHave() {
    write("SELECT 1 AS id, 'US' AS country");

    Answer refused = create("id > 0 AND contry = 'US'");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0"))
        .hasToString(
            "{\"field\":\"audience_filter\",\"message\":\"column 'contry' is unknown; close to it: 'country'\",\"position\":12}");
  }

  @Test
  void refusesTypesThatDoNotFit() {
    write("SELECT 1 AS id, 'US' AS country");

    assertThat(create("country > 3").text("detail"))
        .isEqualTo(
            "audience_filter: string and integer do not go together; convert one with try_cast");
  }

  @Test
  void takesAFilterThatFitsWithoutAWarning() {
    write("SELECT 1 AS id, 'US' AS country");

    Answer created = create("COUNTRY = 'US'");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().has("warnings")).isFalse();
  }

  @Test
  void takesAFilterOfATableThatIsNotThereYetWithAWarning() {
    Answer created = create("country = 'US'");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/warnings/0").asString())
        .startsWith(
            "the columns of the audience filter were not checked: There is no users table warehouse/"
                + table);
    assertThat(create("TRUE").json().has("warnings")).isFalse();
    assertThat(
            api.patch(created.id(), "{\"users_table\": \"lake.crm.users\"}")
                .json()
                .at("/warnings/0")
                .asString())
        .contains("one of a catalog that the jobs alone know");
  }

  @Test
  void holdsTheFilterOfCsvFilesAgainstTheirSchema() {
    long id = create("TRUE").id();
    String users = "\"users\": {\"format\": \"csv\", \"schema\": \"id INT, country STRING\"}";

    Answer refused = api.patch(id, "{\"audience_filter\": \"land = 'US'\", %s}".formatted(users));
    Answer taken = api.patch(id, "{\"audience_filter\": \"country = 'US'\", %s}".formatted(users));

    assertThat(refused.text("detail")).startsWith("audience_filter: column 'land' is unknown");
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().has("warnings")).isFalse();
  }

  @Test
  void refusesAPartThatTheTableDoesNotHaveAndWarnsOfOneThatIsGone() {
    write("SELECT 1 AS id, 'US' AS country");
    long id = create("TRUE").id();

    Answer refused = api.patch(id, "{\"users\": {\"partition\": {\"ds\": \"2026-11-24\"}}}");
    Answer taken = api.patch(id, "{\"users\": {\"partition\": {\"country\": \"US\"}}}");
    write("SELECT 1 AS id, 'US' AS land");
    Answer later = api.patch(id, "{\"is_active\": false}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("users.partition");
    assertThat(refused.text("detail"))
        .contains("it has no column 'ds'; its columns are id, country");
    assertThat(taken.json().has("warnings")).isFalse();
    assertThat(later.json().at("/warnings/0").asString())
        .startsWith("users.partition does not fit the users table warehouse/" + table);
  }

  @Test
  void warnsWhereItCannotKnowTheColumns() {
    long id = create("country = 'US'").id();

    assertThat(
            api.patch(id, "{\"users\": {\"format\": \"orc\", \"partition\": {\"ds\": \"1\"}}}")
                .json()
                .at("/warnings/0")
                .asString())
        .startsWith("the columns of the audience filter and of users were not checked:")
        .contains("is read as orc, which the jobs alone read");
  }

  @Test
  void warnsWhereTheTableChangedSinceTheFilterWasWritten() {
    write("SELECT 1 AS id, 'US' AS country");
    long id = create("country = 'US'").id();
    write("SELECT 1 AS id, 'US' AS land");

    Answer patched = api.patch(id, "{\"is_active\": false}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.json().at("/warnings/0").asString())
        .contains("does not fit the users table warehouse/" + table, "column 'country' is unknown");
    assertThat(api.patch(id, "{\"audience_filter\": \"country = 'CA'\"}").status()).isEqualTo(400);
  }

  @Test
  void takesACampaignWhoseTableCannotBeReadWithAWarning() throws Exception {
    Files.createDirectories(ROOT.resolve(table));
    Files.writeString(ROOT.resolve(table).resolve("x.parquet"), "no Parquet");

    assertThat(create("country = 'US'").json().at("/warnings/0").asString())
        .contains("were not checked: The users table");
  }
}
