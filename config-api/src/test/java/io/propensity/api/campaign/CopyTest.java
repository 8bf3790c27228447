package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ApiTest
class CopyTest {

  private final Api api;

  CopyTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void copiesAllButTheNameAndSwitchesTheCopyOff() {
    Answer source = api.post(Campaigns.named("Spring"));
    api.patch(source.id(), "{\"holdout\": 0.1, \"users_table\": \"warehouse/u\"}");

    Answer copy = copy(source, "{\"name\": \"Summer\"}");

    assertThat(copy.status()).isEqualTo(201);
    assertThat(copy.header("Location")).isEqualTo("/campaigns/" + copy.id());
    assertThat(copy.header("ETag")).isEqualTo("\"1\"");
    assertThat(copy.text("name")).isEqualTo("Summer");
    assertThat(copy.json().path("is_active").booleanValue()).isFalse();
    assertThat(content(copy)).isEqualTo(content(api.get(source.header("Location"))));
    assertThat(api.get(copy.header("Location")).json()).isEqualTo(Campaigns.kept(copy));
  }

  @Test
  void remembersOfWhichRevisionItIsACopy() {
    Answer source = api.post(Campaigns.any());
    api.patch(source.id(), "{\"name\": \"second\"}");
    Answer copy = copy(source, "{}");
    api.patch(copy.id(), "{\"is_active\": true}");

    JsonNode revisions = api.get(copy.header("Location") + "/revisions").json();

    assertThat(revisions.at("/1/action").asString()).isEqualTo("COPIED");
    assertThat(revisions.at("/1/copied_from").toString())
        .isEqualTo("{\"id\":%d,\"revision\":2}".formatted(source.id()));
    assertThat(revisions.at("/1/changed").isEmpty()).isTrue();
    assertThat(revisions.path(0).has("copied_from")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\": null}", ""})
  void namesACopyAfterItsSource(String body) {
    assertThat(copy(api.post(Campaigns.named("Spring")), body).text("name"))
        .isEqualTo("Copy of Spring");
  }

  @Test
  void wantsNoBody() {
    Answer source = api.post(Campaigns.named("Spring"));

    Answer copy = api.send("POST", source.header("Location") + "/copy", null);

    assertThat(copy.status()).isEqualTo(201);
    assertThat(copy.text("name")).isEqualTo("Copy of Spring");
  }

  @Test
  void cutsALongNameAtAWholeCharacter() {
    Answer source = api.post(Campaigns.named("😀".repeat(200)));

    Answer copy = copy(source, "{}");

    assertThat(copy.text("name")).isEqualTo("Copy of " + "😀".repeat(192));
    assertThat(copy(copy, "{}").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \" \"}        | name      | is blank",
        "{\"name\": 7}            | name      | must be a string, not a number",
        "{\"is_active\": true}    | is_active | is not a field of a copy, which is given a name alone"
      })
  void saysWhatIsWrongWithARequest(String body, String field, String reason) {
    Answer answer = copy(api.post(Campaigns.any()), body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo(reason);
  }

  @Test
  void refusesWhatIsNoObjectAndWhatIsNoCampaign() {
    Answer source = api.post(Campaigns.any());
    String copy = source.header("Location") + "/copy";

    assertThat(copy(source, "[]").status()).isEqualTo(400);
    assertThat(copy(source, "null").status()).isEqualTo(400);
    assertThat(api.send("POST", copy, "x", "Content-Type", "text/plain").status()).isEqualTo(415);
    assertThat(api.post("/campaigns/987654321/copy", "{}").status()).isEqualTo(404);
    assertThat(api.post("/campaigns/abc/copy", "{}").status()).isEqualTo(404);
  }

  private Answer copy(Answer source, String body) {
    return api.post(source.header("Location") + "/copy", body);
  }

  /** What a copy has of its source. */
  private static ObjectNode content(Answer campaign) {
    return ((ObjectNode) campaign.json())
        .remove(
            List.of("name", "is_active", "id", "revision", "created_at", "updated_at", "warnings"));
  }
}
