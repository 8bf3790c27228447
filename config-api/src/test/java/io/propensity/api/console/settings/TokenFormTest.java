package io.propensity.api.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenFormTest {

  @Test
  void asksTheApiForWhatWasFilledIn() {
    assertThat(TokenForm.of(Map.of("name", " nightly ", "role", "viewer", "days", "30")).body())
        .hasToString("{\"name\":\"nightly\",\"role\":\"viewer\",\"expires_in_days\":30}");
    assertThat(TokenForm.of(Map.of("days", "soon")).body())
        .hasToString("{\"expires_in_days\":\"soon\"}");
    assertThat(TokenForm.of(Map.of()).body()).hasToString("{}");
  }
}
