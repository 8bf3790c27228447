package io.propensity.api.notification.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.PropensitySettings;
import io.propensity.run.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

class SecretBoxTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir Path directory;

  @Test
  void opensWhatItSealedAndNothingElse() throws Exception {
    SecretBox box = box(Map.of(NotificationKey.VARIABLE, KEY));
    SecretBox other = box(Map.of(NotificationKey.VARIABLE, KEY + "x"));
    WebhookSecret secret = box.random();

    byte[] sealed = box.seal(secret);

    assertThat(box.open(sealed)).contains(secret);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("whsec");
    assertThat(box.seal(secret)).as("a nonce of its own").isNotEqualTo(sealed);
    assertThat(other.open(sealed)).isEmpty();
    sealed[20] = (byte) (sealed[20] ^ 1);
    assertThat(box.open(sealed)).isEmpty();
    assertThat(box.open(new byte[0])).isEmpty();
    assertThat(secret).hasToString("a secret");
  }

  @Test
  void readsItsKeyFromAFileToo() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
    SecretBox box = new SecretBox(environment(Map.of()), settings(Map.of("key-file", file)));
    WebhookSecret secret = box.random();

    assertThat(box(Map.of(NotificationKey.VARIABLE, KEY)).open(box.seal(secret))).contains(secret);
  }

  @Test
  void makesAKeyForItsOwnerAloneWhereTheDatabaseIsItsOwnToo() throws Exception {
    StandardEnvironment embedded = environment(Map.of());
    embedded.setActiveProfiles("embedded");
    PropensitySettings settings = settings(Map.of());

    SecretBox box = new SecretBox(embedded, settings);
    SecretBox next = new SecretBox(embedded, settings);

    Path file = directory.resolve("data").resolve("notification.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    WebhookSecret secret = box.random();
    assertThat(next.open(box.seal(secret))).contains(secret);
  }

  @Test
  void isClosedWithoutAKey() throws Exception {
    assertThat(box(Map.of()).isOpen()).isFalse();
    assertThat(box(Map.of()).open(new byte[40])).isEmpty();
  }

  @Test
  void refusesKeysThatAreNone() {
    assertThatThrownBy(() -> box(Map.of(NotificationKey.VARIABLE, "short")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "PROPENSITY_NOTIFICATION_KEY holds a key of 5 characters: make one of at least 32, e.g. by openssl rand -hex 32");
    Path absent = directory.resolve("absent");
    assertThatThrownBy(
            () -> new SecretBox(environment(Map.of()), settings(Map.of("key-file", absent))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("absent cannot be read");
    assertThatThrownBy(
            () ->
                new SecretBox(
                    environment(Map.of(NotificationKey.VARIABLE, KEY)),
                    settings(Map.of("key-file", absent))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Both PROPENSITY_NOTIFICATION_KEY and propensity.notification");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_QUJD", "whsec_!!!!", "0123456789abcdef0123456789abcdef"})
  void refusesSecretsThatAreNone(String text) {
    assertThatThrownBy(() -> new WebhookSecret(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be whsec_ and 24 to 64 bytes in Base64");
  }

  private SecretBox box(Map<String, Object> variables) {
    return new SecretBox(environment(variables), settings(Map.of()));
  }

  /** The process environment is the test's. */
  private static StandardEnvironment environment(Map<String, Object> variables) {
    return new StandardEnvironment() {
      @Override
      public Map<String, Object> getSystemEnvironment() {
        return variables;
      }
    };
  }

  private PropensitySettings settings(Map<String, Path> notification) {
    MutablePropertySources sources = new MutablePropertySources();
    Map<String, Object> all = new HashMap<>();
    all.put("propensity.data-directory", directory.resolve("data").toString());
    notification.forEach(
        (name, value) -> all.put("propensity.notification." + name, value.toString()));
    sources.addFirst(new MapPropertySource("test", all));
    return new Binder(ConfigurationPropertySources.from(sources))
        .bindOrCreate("propensity", PropensitySettings.class);
  }
}
