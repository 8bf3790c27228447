package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ApiTest
class RevisionsTest {

  private final Api api;
  private final JdbcTemplate sql;

  RevisionsTest(@Autowired Api api, @Autowired JdbcTemplate sql) {
    this.api = api;
    this.sql = sql;
  }

  @Test
  void tellsEveryChangeNewestFirst() {
    Answer created = api.post(Campaigns.named("one"));
    Answer changed = api.patch(created.id(), "{\"name\": \"two\", \"holdout\": 0.1}");
    api.delete(created.id());

    Answer revisions = revisions(created.id(), "");

    assertThat(revisions.status()).isEqualTo(200);
    assertThat(column(revisions, "revision")).containsExactly("3", "2", "1");
    assertThat(column(revisions, "action")).containsExactly("ARCHIVED", "CHANGED", "CREATED");
    assertThat(column(revisions, "changed_by")).containsOnly("bootstrap");
    assertThat(revisions.json().findValues("copied_from")).isEmpty();
    assertThat(column(revisions, "changed")).containsExactly("[]", "[name, holdout]", "[]");
    assertThat(revisions.json().path(1).path("changed_at"))
        .isEqualTo(changed.json().path("updated_at"));
    assertThat(revisions.json().path(1).path("campaign")).isEqualTo(Campaigns.kept(changed));
    assertThat(revisions.json().path(2).path("campaign")).isEqualTo(Campaigns.kept(created));
  }

  @Test
  void pagesThroughAHistory() {
    long id = api.post(Campaigns.named("0")).id();
    for (int i = 1; i < 5; i++) {
      api.patch(id, "{\"name\": \"%d\"}".formatted(i));
    }

    Answer page = revisions(id, "?page=1&size=2");

    assertThat(column(page, "revision")).containsExactly("3", "2");
    assertThat(column(page, "changed")).containsExactly("[name]", "[name]");
    assertThat(page.header("X-Total-Count")).isEqualTo("5");
    assertThat(page.header("Link"))
        .contains("/campaigns/%d/revisions?page=2&size=2>; rel=\"next\"".formatted(id))
        .contains("rel=\"prev\"", "rel=\"first\"", "rel=\"last\"");
    assertThat(column(revisions(id, "?page=2&size=2"), "revision")).containsExactly("1");
    assertThat(revisions(id, "?page=3&size=2").json().isEmpty()).isTrue();
    assertThat(revisions(id, "?page=1000000&size=1000").json().isEmpty()).isTrue();
  }

  @Test
  void readsOneRevision() {
    Answer created = api.post(Campaigns.named("one"));
    api.patch(created.id(), "{\"name\": \"two\"}");
    String revisions = created.header("Location") + "/revisions";

    Answer second = api.get(revisions + "/2");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(api.get(revisions).json().path(0));
    assertThat(api.get(revisions + "/1").json().path("campaign"))
        .isEqualTo(Campaigns.kept(created));
  }

  @ParameterizedTest
  @CsvSource({
    "/revisions/3, 'Campaign %d has no revision 3: its newest is 2'",
    "/revisions/0, 'Campaign %d has no revision 0: its newest is 2'",
    "/revisions/x, 'There is no revision ''x'': revisions are whole numbers from 1'",
    "/revisions/-1, 'There is no revision ''-1'': revisions are whole numbers from 1'",
    "/diff?from=1&to=3, 'Campaign %d has no revision 3: its newest is 2'",
    "/diff?from=7&to=1, 'Campaign %d has no revision 7: its newest is 2'"
  })
  void saysWhichRevisionsThereAre(String address, String detail) {
    long id = api.post(Campaigns.named("one")).id();
    api.patch(id, "{\"name\": \"two\"}");

    Answer answer = api.get("/campaigns/" + id + address);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).isEqualTo(detail.formatted(id));
  }

  @ParameterizedTest
  @CsvSource({"/revisions", "/revisions/1", "/diff?from=1&to=1"})
  void knowsNothingOfACampaignThatNeverWas(String address) {
    Answer answer = api.get("/campaigns/987654321" + address);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).isEqualTo("There is no campaign 987654321");
    assertThat(api.get("/campaigns/abc" + address).status()).isEqualTo(404);
  }

  @Test
  void comparesTwoRevisions() {
    long id = api.post(Campaigns.named("one")).id();
    api.patch(id, "{\"features\": [\"income\", \"age\"], \"users_table\": \"warehouse/u\"}");
    api.patch(id, "{\"name\": \"three\", \"max_drift\": 0.25}");
    api.patch(id, "{\"name\": \"one\"}");

    Answer difference = api.get("/campaigns/" + id + "/diff?from=1&to=4");

    assertThat(difference.status()).isEqualTo(200);
    assertThat(difference.response().body())
        .isEqualTo(
            """
            {"from":1,"to":4,"changes":[\
            {"field":"features","from":["age","country"],"to":["income","age"],\
            "added":["income"],"removed":["country"]},\
            {"field":"users_table","from":null,"to":"warehouse/u"},\
            {"field":"max_drift","from":null,"to":0.25}]}""");
  }

  @Test
  void comparesBackwardsAndWithItself() {
    long id = api.post(Campaigns.named("one")).id();
    api.patch(id, "{\"name\": \"two\"}");

    JsonNode back = api.get("/campaigns/" + id + "/diff?from=2&to=1").json().path("changes");

    assertThat(back.path(0).path("from").asString()).isEqualTo("two");
    assertThat(back.path(0).path("to").asString()).isEqualTo("one");
    assertThat(back.path(0).has("added")).isFalse();
    assertThat(api.get("/campaigns/" + id + "/diff?from=2&to=2").json().path("changes").isEmpty())
        .isTrue();
  }

  @Test
  void tellsThatFeaturesWereOnlyPutInAnotherOrder() {
    long id = api.post(Campaigns.any()).id();
    api.patch(id, "{\"features\": [\"country\", \"age\"]}");

    JsonNode change = api.get("/campaigns/" + id + "/diff?from=1&to=2").json().at("/changes/0");

    assertThat(change.path("field").asString()).isEqualTo("features");
    assertThat(change.path("added").isEmpty()).isTrue();
    assertThat(change.path("removed").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/diff, from",
    "/diff?from=1, to",
    "/diff?from=1&to=x, to",
    "/diff?from=0&to=1, from",
    "/diff?from=1&to=1&too=1, too",
    "/diff?from=1&from=2&to=1, from",
    "/revisions?size=0, size",
    "/revisions?active=true, active"
  })
  void refusesWrongParametersByName(String address, String field) {
    long id = api.post(Campaigns.any()).id();

    Answer answer = api.get("/campaigns/" + id + address);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void tellsThatAnEarlierReleaseLeftNoName() {
    long id = api.post(Campaigns.any()).id();
    sql.update(
        """
        insert into campaign_revision
          (campaign_id, revision, name, name_folded, model_path, audience_filter, features, is_active,
           created_at)
        select campaign_id, 2, name, name_folded, model_path, 'FALSE', features, is_active, created_at
        from campaign_revision where campaign_id = ?
        """,
        id);
    sql.update("update campaign set revision = 2 where id = ?", id);

    JsonNode revision = api.get("/campaigns/" + id + "/revisions/2").json();

    assertThat(revision.path("action").asString()).isEqualTo("CHANGED");
    assertThat(revision.path("changed_by").isNull()).isTrue();
    assertThat(revision.at("/changed/0").asString()).isEqualTo("audience_filter");
  }

  private Answer revisions(long id, String query) {
    return api.get("/campaigns/" + id + "/revisions" + query);
  }

  private static List<String> column(Answer answer, String field) {
    return answer.json().valueStream().map(revision -> text(revision.path(field))).toList();
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asString).toList().toString()
        : value.asString();
  }
}
