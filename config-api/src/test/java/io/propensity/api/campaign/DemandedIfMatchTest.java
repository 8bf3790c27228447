package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A service whose owner demands that nobody changes what he has not seen. */
@ApiTest
@TestPropertySource(properties = "propensity.require-if-match=true")
class DemandedIfMatchTest {

  private final Api api;

  DemandedIfMatchTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void refusesAChangeOfWhatWasNotSeen() {
    Answer created = api.post(Campaigns.any());
    long id = created.id();

    for (Answer answer :
        List.of(
            api.patch(id, "{\"name\": \"n\"}"),
            api.put(id, Campaigns.named("n")),
            api.delete(id))) {
      assertThat(answer.status()).isEqualTo(428);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.text("title")).isEqualTo("Precondition Required");
      assertThat(answer.text("detail"))
          .startsWith(
              "If-Match is demanded of every change here: send the ETag that GET /campaigns/%d answers"
                  .formatted(id));
    }
    assertThat(api.get(created.header("Location")).json()).isEqualTo(Campaigns.kept(created));
  }

  @Test
  void changesWhatWasSeen() {
    long id = api.post(Campaigns.any()).id();

    assertThat(api.patch(id, "{\"name\": \"n\"}", "If-Match", "\"1\"").status()).isEqualTo(200);
    assertThat(api.patch(id, "{\"name\": \"m\"}", "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(api.delete(id, "If-Match", "*").status()).isEqualTo(204);
    assertThat(restore(id).status()).isEqualTo(428);
    assertThat(restore(id, "If-Match", "\"3\"").status()).isEqualTo(200);
  }

  @Test
  void refusesForWhatIsWrongOtherwiseFirst() {
    long id = api.post(Campaigns.any()).id();

    assertThat(api.patch(id, "{\"name\": \" \"}").status()).isEqualTo(400);
    assertThat(api.delete(987_654_321).status()).isEqualTo(404);
    assertThat(restore(id).status()).isEqualTo(409);
  }

  @Test
  void demandsNothingOfWhatChangesNoCampaign() {
    Answer created = api.post(Campaigns.any());

    assertThat(created.status()).isEqualTo(201);
    assertThat(api.post(created.header("Location") + "/copy", "{}").status()).isEqualTo(201);
  }

  private Answer restore(long id, String... headers) {
    return api.send("POST", "/campaigns/" + id + "/restore", null, headers);
  }
}
