package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** How often one may write, and be wrong. */
@ApiTest
class LimitsTest {

  private final Api api;

  LimitsTest(@Autowired Api api) {
    this.api = api;
  }

  @DynamicPropertySource
  static void limits(DynamicPropertyRegistry settings) {
    settings.add("propensity.security.failed-logins-per-minute", () -> "3");
    settings.add("propensity.security.writes-per-minute", () -> "6");
  }

  @Test
  void asksForPatienceAfterTooManyWrongTokens() {
    Api wrong = api.as("x");
    IntStream.range(0, 3).forEach(i -> assertThat(wrong.get("/campaigns").status()).isEqualTo(401));

    Answer refused = wrong.get("/campaigns");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(api.get("/campaigns?size=1").status())
        .as("whoever has a good token is let in from the same address")
        .isEqualTo(200);
    assertThat(api.anonymous().get("/campaigns").status())
        .as("whoever has none is told so")
        .isEqualTo(401);
  }

  @Test
  void asksForPatienceAfterTooManyWritesOfOneCaller() {
    Api editor = Tokens.as(api, Role.EDITOR);
    Api other = Tokens.as(api, Role.EDITOR);
    IntStream.range(0, 6).forEach(i -> assertThat(editor.post("{}").status()).isEqualTo(400));

    Answer refused = editor.post("{}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 10);
    assertThat(refused.text("detail")).startsWith("You wrote more often");
    assertThat(editor.get("/campaigns?size=1").status()).as("reads go on").isEqualTo(200);
    assertThat(other.post("{}").status()).as("so do others").isEqualTo(400);
  }
}
