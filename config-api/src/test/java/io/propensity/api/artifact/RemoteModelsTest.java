package io.propensity.api.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A service whose models lie in a bucket. */
@ApiTest
@TestPropertySource(properties = "propensity.models-root=gs://bucket/models")
class RemoteModelsTest {

  private final Api api;

  RemoteModelsTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void saysThatItsRegistryCannotReadThem() {
    for (Answer refused :
        new Answer[] {
          api.send("POST", "/models/scan", null),
          api.post("/models/win-back/versions", "{\"version\": 1}")
        }) {
      assertThat(refused.status()).isEqualTo(501);
      assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(refused.text("detail")).contains("mount it, and set the directory");
    }
  }

  @Test
  void takesCampaignsWithAWarning() {
    Answer created =
        api.post(
            """
            {"name": "n", "model_path": "gs://bucket/models/remote/1", "audience_filter": "TRUE",
             "features": ["age"]}
            """);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/warnings/0").asString())
        .startsWith("model remote/1 is not in the registry: it was not checked");
  }
}
