package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

  @TempDir Path directory;

  @Test
  void takesTheClientsSecretFromAFileWhereItHasOne() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "of the client\n");

    assertThat(SignIn.secret(file)).isEqualTo("of the client");
    assertThat(SignIn.secret(null)).isNull();
  }

  @Test
  void refusesAFileWithoutASecret() throws IOException {
    Path blank = Files.writeString(directory.resolve("blank"), " \n");
    Path absent = directory.resolve("absent");

    assertThatThrownBy(() -> SignIn.secret(blank))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "propensity.security.client-secret-file names %s, which is empty: write the client's secret to it, or leave it out for a client without one",
            blank);
    assertThatThrownBy(() -> SignIn.secret(absent))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("names %s, which cannot be read", absent);
  }
}
