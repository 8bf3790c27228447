package io.propensity.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

  @Test
  void keepsTenSnapshotsAndADayAndTakesEmptyTextForNone() {
    assertThat(Catalog.DEFAULT.keepSnapshots()).isEqualTo(10);
    assertThat(Catalog.DEFAULT.keepHours()).isEqualTo(24);
    Catalog empty = new Catalog(" ", "", null, null, null, null);
    assertThat(empty).isEqualTo(Catalog.DEFAULT);
  }

  @Test
  void takesSecretsFromTheProcessEnvironmentAlone() {
    Catalog catalog = of(Map.of("jdbc.user", "u"), Map.of("jdbc.password", "PASSWORD"));
    assertThat(catalog.properties(Map.of("PASSWORD", "p"), CatalogTest::noFiles))
        .isEqualTo(Map.of("jdbc.user", "u", "jdbc.password", "p"));
    assertThat(catalog.toString()).doesNotContain("=p,");
    assertThatThrownBy(() -> catalog.properties(Map.of(), CatalogTest::noFiles))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "catalog.secrets.jdbc.password: set one of the variables PASSWORD and PASSWORD_FILE in"
                + " the process environment; neither is set");
    assertThatThrownBy(() -> of(Map.of("jdbc.password", "hidden"), null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("catalog.properties.jdbc.password is a secret: name the variable")
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void takesASecretFromTheFileThatItsVariableNames() {
    Catalog catalog = of(null, Map.of("jdbc.password", "PASSWORD"));
    Map<String, String> named = Map.of("PASSWORD_FILE", "gs://tokens/catalog.password");

    assertThat(catalog.properties(named, file -> "text of " + file + "\n"))
        .isEqualTo(Map.of("jdbc.password", "text of gs://tokens/catalog.password"));
    assertThatThrownBy(() -> catalog.properties(named, file -> " \n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "PASSWORD_FILE names gs://tokens/catalog.password, which is empty: write the secret to"
                + " it");
    Map<String, String> both = Map.of("PASSWORD", "p", "PASSWORD_FILE", "f");
    assertThatThrownBy(() -> catalog.properties(both, CatalogTest::noFiles))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("both are set");
    assertThat(
            catalog.properties(Map.of("PASSWORD", "p", "PASSWORD_FILE", ""), CatalogTest::noFiles))
        .containsEntry("jdbc.password", "p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://marketing:hidden@db/propensity",
        "jdbc:postgresql://db/propensity?password=hidden",
        "https://catalog?token=hidden"
      })
  void refusesAnAddressWithASecretAndDoesNotShowIt(String uri) {
    assertThatThrownBy(() -> new Catalog("jdbc", uri, null, null, null, null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("catalog.uri holds a user or a password")
        .message()
        .doesNotContain("hidden");
  }

  @Test
  void refusesWhatItWouldIgnore() {
    assertThatThrownBy(() -> new Catalog("sqllite", null, null, null, null, null))
        .hasMessageContaining(
            "catalog.type 'sqllite' is unknown; the types are hadoop, hive, jdbc");
    assertThatThrownBy(() -> of(Map.of("warehouse", "/x"), null))
        .hasMessageContaining("catalog.properties.warehouse cannot be set there");
    assertThatThrownBy(() -> of(Map.of("a", "b"), Map.of("a", "B")))
        .hasMessageContaining("catalog.secrets.a is set elsewhere too");
    assertThatThrownBy(() -> new Catalog(null, null, null, null, 0, null))
        .hasMessageContaining("catalog.keep_snapshots must be at least 1");
  }

  private static String noFiles(String file) {
    throw new AssertionError(file);
  }

  private static Catalog of(
      @Nullable Map<String, String> properties, @Nullable Map<String, String> secrets) {
    return new Catalog("jdbc", "jdbc:postgresql://db/propensity", properties, secrets, null, null);
  }
}
