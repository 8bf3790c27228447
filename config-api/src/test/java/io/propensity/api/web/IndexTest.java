package io.propensity.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class IndexTest {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";

  private final Api api;

  IndexTest(@Autowired Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/*", "application/json", "application/*", "application/json;q=0.1, text/html"})
  void leadsClientsToAddressesThatAnswer(String accept) {
    Answer index = api.get("/", "Accept", accept);

    assertThat(index.status()).isEqualTo(200);
    assertThat(index.header("Content-Type")).isEqualTo("application/json");
    assertThat(index.json().propertyNames())
        .containsExactly("campaigns", "documentation", "openapi", "health");
    assertThat(index.json().valueStream().map(JsonNode::asString).map(api::get))
        .extracting(Answer::status)
        .containsExactly(200, 302, 200, 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {BROWSER, "text/html"})
  void leadsBrowsersToTheDocumentation(String accept) {
    Answer index = api.get("/", "Accept", accept);

    assertThat(index.status()).isEqualTo(302);
    assertThat(index.header("Location")).isEqualTo("/docs");
    assertThat(index.header("Vary")).isEqualTo("Accept");
  }

  @Test
  void hasNothingElse() {
    assertThat(api.get("/", "Accept", "image/png").status()).isEqualTo(406);
    assertThat(api.get("/", "Accept", "nonsense").status()).isEqualTo(406);
    assertThat(api.send("POST", "/", null).status()).isEqualTo(405);
  }
}
