package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ApiTest
class CampaignLifeTest {

  private final Api api;
  private final JdbcTemplate sql;

  CampaignLifeTest(@Autowired Api api, @Autowired JdbcTemplate sql) {
    this.api = api;
    this.sql = sql;
  }

  @Test
  void createsACampaignAndTellsWhereItIs() {
    Answer created = api.post(Campaigns.named("Spring"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/campaigns/" + created.id());
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.json().path("is_active").booleanValue()).isTrue();
    assertThat(created.json().path("users_table").isNull()).isTrue();
    assertThat(created.json().path("revision").intValue()).isEqualTo(1);
    assertThat(created.text("created_at")).isEqualTo(created.text("updated_at")).endsWith("Z");
  }

  @Test
  void readsWhatItAnsweredToTheWrite() {
    Answer created = api.post(Campaigns.any());

    Answer read = api.get(created.header("Location"));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
    assertThat(read.json()).isEqualTo(Campaigns.kept(created));
  }

  @Test
  void keepsTextAsItWasWritten() {
    String name = "  Šílený 漢字 😀 \\\"quoted\\\" <b>%_'; drop table campaign; -- ";

    Answer created = api.post(Campaigns.named(name));

    assertThat(created.text("name")).isEqualTo(name.replace("\\\"", "\""));
    assertThat(api.get(created.header("Location")).json()).isEqualTo(Campaigns.kept(created));
  }

  @Test
  void answersAlikeWithATrailingSlash() {
    Answer created = api.post("/campaigns/", Campaigns.any());

    assertThat(created.status()).isEqualTo(201);
    assertThat(api.get("/campaigns/?size=1").status()).isEqualTo(200);
    assertThat(api.get(created.header("Location") + "/").json()).isEqualTo(Campaigns.kept(created));
    assertThat(api.send("DELETE", created.header("Location") + "/", null).status()).isEqualTo(204);
  }

  @Test
  void replacesTheWholeCampaign() {
    long id =
        api.post(
                """
                {"name": "a", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"],
                 "users_table": "warehouse/a/raw/users", "is_active": false}
                """)
            .id();

    Answer replaced = api.put(id, Campaigns.named("b"));

    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
    assertThat(replaced.text("name")).isEqualTo("b");
    assertThat(replaced.json().path("is_active").booleanValue()).isTrue();
    assertThat(replaced.json().path("users_table").isNull()).isTrue();
    assertThat(api.get("/campaigns/" + id).json()).isEqualTo(Campaigns.kept(replaced));
  }

  @Test
  void theUsersMayBeATableOfACatalog() {
    Answer created = api.post(Campaigns.any());
    assertThat(api.patch(created.id(), "{\"users_table\": \"lake.crm.users\"}").text("users_table"))
        .isEqualTo("lake.crm.users");
  }

  @Test
  void keepsWhatItAsksOfEachRun() {
    Answer created = api.post(Campaigns.any());
    assertThat(created.json().path("holdout").isNull()).isTrue();

    Answer patched =
        api.patch(
            created.id(), "{\"holdout\": 0.1, \"newest_by\": \"updated_at\", \"max_drift\": 1}");
    Answer cleared = api.patch(created.id(), "{\"newest_by\": null}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.json().path("holdout").doubleValue()).isEqualTo(0.1);
    assertThat(patched.text("newest_by")).isEqualTo("updated_at");
    assertThat(patched.json().path("max_drift").doubleValue()).isEqualTo(1);
    assertThat(cleared.json().path("newest_by").isNull()).isTrue();
    assertThat(cleared.json().path("holdout").doubleValue()).isEqualTo(0.1);
    assertThat(api.get("/campaigns/" + created.id()).json()).isEqualTo(Campaigns.kept(cleared));
  }

  @Test
  void keepsHowItsUsersAreRead() {
    Answer created = api.post(Campaigns.any());
    assertThat(created.json().path("users").isNull()).isTrue();
    long id = created.id();

    Answer patched =
        api.patch(
            id,
            """
            {"users": {"format": "csv", "schema": "user_id BIGINT, age INT, country STRING",
                       "partition": {"ds": "2026-11-24", "a": "b"}, "snapshot": null}}
            """);
    Answer again = api.patch(id, "{\"users\": {\"partition\": {\"ds\": \"2026-11-25\"}}}");
    Answer copy = api.send("POST", "/campaigns/" + id + "/copy", null);
    Answer cleared = api.patch(id, "{\"users\": null}");
    Answer nothing = api.patch(id, "{\"users\": {\"partition\": {}}}");

    assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
    assertThat(patched.json().path("users"))
        .hasToString(
            "{\"format\":\"csv\",\"schema\":\"user_id BIGINT, age INT, country STRING\",\"partition\":{\"ds\":\"2026-11-24\",\"a\":\"b\"}}");
    assertThat(again.json().at("/users/partition")).hasToString("{\"ds\":\"2026-11-25\"}");
    assertThat(again.json().at("/users/format").asString()).isEqualTo("csv");
    assertThat(copy.json().path("users")).isEqualTo(again.json().path("users"));
    assertThat(cleared.json().path("users").isNull()).isTrue();
    assertThat(nothing.json().path("users").isNull()).isTrue();
    assertThat(api.get("/campaigns/" + id).json()).isEqualTo(Campaigns.kept(nothing));
  }

  @Test
  void keepsWhatEachRunPublishes() {
    Answer created = api.post(Campaigns.any());
    assertThat(created.json().path("segments").isNull()).isTrue();
    assertThat(created.json().path("output").isNull()).isTrue();
    long id = created.id();

    Answer patched =
        api.patch(
            id,
            """
            {"segments": "high:0.1,low",
             "output": {"format": "csv", "top": 1000, "partition_by": ["segment"], "min_score": null}}
            """);
    Answer again = api.patch(id, "{\"output\": {\"top\": null, \"keep_runs\": 3}}");
    Answer other = api.patch(id, "{\"name\": \"n\"}");
    Answer copy = api.send("POST", "/campaigns/" + id + "/copy", null);
    Answer cleared = api.patch(id, "{\"output\": null, \"segments\": null}");
    Answer nothing = api.patch(id, "{\"output\": {\"top\": null}}");

    assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
    assertThat(patched.text("segments")).isEqualTo("high:0.1,low");
    assertThat(patched.json().path("output"))
        .hasToString("{\"format\":\"csv\",\"partition_by\":[\"segment\"],\"top\":1000}");
    assertThat(again.json().path("output"))
        .hasToString("{\"format\":\"csv\",\"partition_by\":[\"segment\"],\"keep_runs\":3}");
    assertThat(other.json().path("output")).isEqualTo(again.json().path("output"));
    assertThat(copy.json().path("output")).isEqualTo(again.json().path("output"));
    assertThat(copy.text("segments")).isEqualTo("high:0.1,low");
    assertThat(cleared.json().path("output").isNull()).isTrue();
    assertThat(cleared.json().path("segments").isNull()).isTrue();
    assertThat(nothing.json().path("output").isNull()).isTrue();
    assertThat(api.get("/campaigns/%d/diff?from=2&to=3".formatted(id)).json().path("changes"))
        .hasToString(
            "[{\"field\":\"output\",\"from\":%s,\"to\":%s}]"
                .formatted(patched.json().path("output"), again.json().path("output")));
    assertThat(api.get("/campaigns/" + id).json()).isEqualTo(Campaigns.kept(nothing));
  }

  @Test
  void patchesWhatIsNamedAndNothingElse() {
    Answer created = api.post(Campaigns.any());

    Answer patched =
        api.patch(created.id(), "{\"is_active\": false, \"users_table\": \"warehouse/a/raw/u\"}");
    Answer cleared = api.patch(created.id(), "{\"users_table\": null}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.json().path("is_active").booleanValue()).isFalse();
    assertThat(patched.text("users_table")).isEqualTo("warehouse/a/raw/u");
    assertThat(patched.text("name")).isEqualTo(created.text("name"));
    assertThat(cleared.json().path("users_table").isNull()).isTrue();
    assertThat(cleared.json().path("revision").intValue()).isEqualTo(3);
  }

  @Test
  void patchesWithPlainJsonToo() {
    long id = api.post(Campaigns.any()).id();

    Answer patched =
        api.send(
            "PATCH", "/campaigns/" + id, "{\"name\": \"n\"}", "Content-Type", "application/json");

    assertThat(patched.text("name")).isEqualTo("n");
  }

  @Test
  void takesBackWhatItTold() {
    Answer created = api.post(Campaigns.any());
    api.patch(created.id(), "{\"is_active\": false}");
    Answer read = api.get(created.header("Location"));

    Answer put = api.put(created.id(), read.response().body().replace("\"any\"", "\"edited\""));

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.text("name")).isEqualTo("edited");
    assertThat(put.header("ETag")).isEqualTo("\"3\"");
  }

  @Test
  void makesNoRevisionWhenNothingChanges() {
    Answer created = api.post(Campaigns.any());

    assertThat(api.put(created.id(), Campaigns.any()).json()).isEqualTo(created.json());
    assertThat(api.patch(created.id(), "{}").json()).isEqualTo(created.json());
  }

  @Test
  void switchesOffACampaignThatNoLongerFitsTheSettings() {
    long id = api.post(Campaigns.any()).id();
    sql.update(
        """
        insert into campaign_revision
        select campaign_id, 2, name, name_folded, '/former/models/a/1', audience_filter, features,
               '/former/warehouse/users', is_active, created_at
        from campaign_revision where campaign_id = ?
        """,
        id);
    sql.update("update campaign set revision = 2 where id = ?", id);

    Answer off = api.patch(id, "{\"is_active\": false}");

    assertThat(off.status()).isEqualTo(200);
    assertThat(off.json().path("is_active").booleanValue()).isFalse();
    assertThat(off.text("model_path")).isEqualTo("/former/models/a/1");
    assertThat(api.patch(id, "{\"model_path\": \"/former/models/a/2\"}").status()).isEqualTo(400);
    assertThat(api.put(id, off.response().body()).status()).isEqualTo(400);
  }

  @Test
  void keepsEveryRevision() {
    long id = api.post(Campaigns.named("one")).id();
    api.put(id, Campaigns.named("two"));
    api.patch(id, "{\"name\": \"three\"}");
    api.delete(id);

    assertThat(
            sql.queryForList(
                "select name from campaign_revision where campaign_id = ? order by revision",
                String.class,
                id))
        .containsExactly("one", "two", "three", "three");
  }

  @Test
  void refusesToRewriteHistoryInTheDatabaseItself() {
    long id = api.post(Campaigns.any()).id();

    for (String change :
        new String[] {
          "update campaign_revision set name = 'x' where campaign_id = " + id,
          "delete from campaign_revision where campaign_id = " + id,
          "delete from campaign where id = " + id
        }) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> sql.execute(change))
          .hasMessageContaining("is append-only");
    }
  }

  @Test
  void archivesSoThatNobodyFindsIt() {
    String name = Campaigns.unique("gone");
    long id = api.post(Campaigns.named(name)).id();

    assertThat(api.delete(id).status()).isEqualTo(204);

    assertThat(api.get("/campaigns/" + id).status()).isEqualTo(404);
    assertThat(api.delete(id).status()).isEqualTo(404);
    assertThat(api.put(id, Campaigns.any()).status()).isEqualTo(404);
    assertThat(api.patch(id, "{}").status()).isEqualTo(404);
    assertThat(api.get("/campaigns?q=" + name.replace(" ", "%20")).json().size()).isZero();
  }

  @Test
  void findsByAPartOfTheNameWhateverSignsAreInIt() {
    String odd = Campaigns.unique("50%_off\\\\now");
    long id = api.post(Campaigns.named(odd)).id();
    api.post(Campaigns.named(Campaigns.unique("50 or off by now")));

    for (String part : List.of("50%25_OFF%5C", "%25_o", "f%5Cn")) {
      JsonNode found = api.get("/campaigns?q=" + part).json();
      assertThat(found).as(part).isNotEmpty();
      assertThat(found.valueStream())
          .allSatisfy(campaign -> assertThat(campaign.path("name").asString()).contains("50%_off"));
      assertThat(found.valueStream().map(campaign -> campaign.path("id").longValue())).contains(id);
    }
  }

  @Test
  void listsActiveAndInactiveOnesAsTheyAreNow() {
    String name = Campaigns.unique("switched");
    String query = "/campaigns?q=%s&active=".formatted(name.replace(" ", "%20"));
    long id = api.post(Campaigns.named(name)).id();
    int before = total("/campaigns?active=true");
    assertThat(api.get(query + "true").json()).hasSize(1);

    api.patch(id, "{\"is_active\": false}");

    assertThat(api.get(query + "true").json()).isEmpty();
    assertThat(api.get(query + "false").json()).hasSize(1);
    assertThat(total("/campaigns?active=true")).isEqualTo(before - 1);
    assertThat(total("/campaigns?active=true") + total("/campaigns?active=false"))
        .isEqualTo(total("/campaigns"));

    api.patch(id, "{\"is_active\": true}");
    api.delete(id);

    assertThat(api.get(query + "true").json()).isEmpty();
    assertThat(total("/campaigns?active=true")).isEqualTo(before - 1);
  }

  private int total(String path) {
    return Integer.parseInt(api.get(path).header("X-Total-Count"));
  }
}
