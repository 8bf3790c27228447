package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.SecuritySettings;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTokenTest {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir Path directory;

  @Test
  void comesFromTheProcessEnvironment() {
    assertThat(first(Map.of("PROPENSITY_ADMIN_TOKEN", TOKEN + "\n"), null))
        .hasValueSatisfying(
            token -> {
              assertThat(token.isThatOf(TOKEN)).isTrue();
              assertThat(token.isThatOf(TOKEN + "0")).isFalse();
            });
  }

  @Test
  void comesFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");

    assertThat(first(Map.of(), file))
        .hasValueSatisfying(token -> assertThat(token.isThatOf(TOKEN)).isTrue());
  }

  @Test
  void isThereOnlyWhenItIsGiven() {
    assertThat(first(Map.of(), null)).isEmpty();
    assertThat(first(Map.of("PROPENSITY_ADMIN_TOKEN", " "), null)).isEmpty();
  }

  @Test
  void comesFromOnePlaceAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), TOKEN);

    assertThatThrownBy(() -> first(Map.of("PROPENSITY_ADMIN_TOKEN", TOKEN), file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Both PROPENSITY_ADMIN_TOKEN and propensity.security.bootstrap-token-file are set: leave one of them out");
  }

  @Test
  void saysWhatIsWrongWithItAndNotWhatItIs() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    String spaced = TOKEN + " " + TOKEN;

    assertThatThrownBy(() -> first(Map.of("PROPENSITY_ADMIN_TOKEN", TOKEN.substring(1)), null))
        .hasMessageContaining("holds a token of 31 characters")
        .hasMessageNotContaining(TOKEN.substring(1));
    assertThatThrownBy(() -> first(Map.of("PROPENSITY_ADMIN_TOKEN", spaced), null))
        .hasMessageContaining("with other characters than letters")
        .hasMessageNotContaining(TOKEN);
    assertThatThrownBy(() -> first(Map.of(), empty))
        .hasMessageStartingWith("The file %s holds a token of 0 characters", empty);
    assertThatThrownBy(() -> first(Map.of(), directory.resolve("none")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("which cannot be read");
  }

  @Test
  void keepsItsHashAlone() {
    assertThat(first(Map.of("PROPENSITY_ADMIN_TOKEN", TOKEN), null).orElseThrow().toString())
        .doesNotContain(TOKEN);
  }

  private static Optional<FirstToken> first(Map<String, String> variables, @Nullable Path file) {
    return FirstToken.in(
        variables,
        new SecuritySettings(null, null, "roles", "sub", Map.of(), file, null, null, 20, 600));
  }
}
