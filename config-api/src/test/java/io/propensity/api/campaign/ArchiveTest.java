package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ArchiveTest {

  private final Api api;

  ArchiveTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void bringsAnArchivedCampaignBackAsItWas() {
    Answer created = api.post(Campaigns.any());
    Answer archived = api.delete(created.id());

    Answer restored = restore(created.id());

    assertThat(archived.header("ETag")).isEqualTo("\"2\"");
    assertThat(restored.status()).isEqualTo(200);
    assertThat(restored.header("ETag")).isEqualTo("\"3\"");
    assertThat(api.get(created.header("Location")).json()).isEqualTo(restored.json());
    assertThat(restored.text("created_at")).isEqualTo(created.text("created_at"));
    Answer revision = api.get(created.header("Location") + "/revisions/3");
    assertThat(revision.text("action")).isEqualTo("RESTORED");
    assertThat(revision.json().path("changed").isEmpty()).isTrue();
  }

  @Test
  void archivesAndRestoresAgainAndAgain() {
    long id = api.post(Campaigns.any()).id();

    for (int i = 0; i < 3; i++) {
      assertThat(api.delete(id).status()).isEqualTo(204);
      assertThat(restore(id).status()).isEqualTo(200);
    }

    assertThat(api.get("/campaigns/" + id).header("ETag")).isEqualTo("\"7\"");
  }

  @Test
  void restoresOnlyWhatIsArchived() {
    long id = api.post(Campaigns.any()).id();

    Answer refused = restore(id, "If-Match", "\"9\"");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail"))
        .isEqualTo("Campaign %d is not archived: there is nothing to restore".formatted(id));
    assertThat(restore(987_654_321).status()).isEqualTo(404);
    assertThat(api.send("POST", "/campaigns/abc/restore", null).status()).isEqualTo(404);
  }

  @Test
  void restoresTheRevisionThatWasSeen() {
    long id = api.post(Campaigns.any()).id();
    api.delete(id);

    Answer stale = restore(id, "If-Match", "\"1\"");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.header("ETag")).isEqualTo("\"2\"");
    assertThat(restore(id, "If-Match", "\"2\"").status()).isEqualTo(200);
  }

  @Test
  void changesNothingThatIsArchived() {
    long id = api.post(Campaigns.any()).id();
    api.delete(id);

    Stream<Answer> answers =
        Stream.of(
            api.patch(id, "{\"name\": \"n\"}"),
            api.put(id, Campaigns.any()),
            api.delete(id),
            api.post("/campaigns/" + id + "/copy", "{}"));

    assertThat(answers).extracting(Answer::status).containsOnly(404);
    assertThat(api.get("/campaigns/" + id + "/revisions").header("X-Total-Count")).isEqualTo("2");
  }

  @Test
  void letsExactlyOneOfManyRestore() throws Exception {
    long id = api.post(Campaigns.any()).id();
    api.delete(id);

    List<Answer> answers = AtOnce.send(8, i -> restore(id));

    assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).contains(409);
    assertThat(api.get("/campaigns/" + id).header("ETag")).isEqualTo("\"3\"");
  }

  private Answer restore(long id, String... headers) {
    return api.send("POST", "/campaigns/" + id + "/restore", null, headers);
  }
}
