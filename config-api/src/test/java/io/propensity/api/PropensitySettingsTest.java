package io.propensity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PropensitySettingsTest {

  private static final LauncherSettings NO_LAUNCHER =
      new LauncherSettings(LauncherSettings.Type.NONE, ".", "conf/local.yaml", 1);

  private static final RunSettings RUNS = new RunSettings(Duration.ofDays(30));

  private static final SecuritySettings OPEN_SECURITY =
      new SecuritySettings(null, null, "roles", "sub", Map.of(), null, 20, 600);

  @Test
  void hasDefaults() {
    assertThat(bound(new MapPropertySource("none", Map.of())))
        .isEqualTo(
            new PropensitySettings(
                null,
                "models",
                "warehouse",
                Path.of(".data"),
                false,
                NO_LAUNCHER,
                RUNS,
                OPEN_SECURITY));
  }

  @Test
  void readsEverySetting() {
    Map<String, Object> settings =
        Map.of(
            "propensity.environment", "/srv/conf/k8s.yaml",
            "propensity.models-root", "gs://bucket/models",
            "propensity.warehouse-root", "/srv/warehouse",
            "propensity.data-directory", "/srv/data",
            "propensity.require-if-match", "true",
            "propensity.launcher.type", "local",
            "propensity.launcher.home", "/srv/jobs",
            "propensity.launcher.environment", "conf/k8s.yaml",
            "propensity.launcher.concurrency", "4",
            "propensity.runs.keep-logs", "7d");

    assertThat(bound(new MapPropertySource("file", settings)))
        .isEqualTo(
            new PropensitySettings(
                Path.of("/srv/conf/k8s.yaml"),
                "gs://bucket/models",
                "/srv/warehouse",
                Path.of("/srv/data"),
                true,
                new LauncherSettings(LauncherSettings.Type.LOCAL, "/srv/jobs", "conf/k8s.yaml", 4),
                new RunSettings(Duration.ofDays(7)),
                OPEN_SECURITY));
    assertThat(
            PropensitySettings.class.getRecordComponents().length
                - 3
                + LauncherSettings.class.getRecordComponents().length
                + RunSettings.class.getRecordComponents().length)
        .as("all that there are, and those of security")
        .isEqualTo(settings.size());
  }

  @Test
  void readsEverySettingFromTheProcessEnvironment() {
    Map<String, Object> variables =
        Map.of(
            "PROPENSITY_ENVIRONMENT", "conf/gcp.yaml",
            "PROPENSITY_MODELS_ROOT", "/srv/models",
            "PROPENSITY_WAREHOUSE_ROOT", "s3a://bucket/warehouse",
            "PROPENSITY_DATA_DIRECTORY", "/srv/data",
            "PROPENSITY_REQUIRE_IF_MATCH", "true");

    assertThat(bound(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
        .isEqualTo(
            new PropensitySettings(
                Path.of("conf/gcp.yaml"),
                "/srv/models",
                "s3a://bucket/warehouse",
                Path.of("/srv/data"),
                true,
                NO_LAUNCHER,
                RUNS,
                OPEN_SECURITY));
  }

  @Test
  void readsEverySettingOfSecurity() {
    Map<String, Object> settings =
        Map.of(
            "propensity.security.issuer-uri", "https://login.example.org/realms/marketing",
            "propensity.security.audience", "propensity",
            "propensity.security.roles-claim", "realm_access.roles",
            "propensity.security.name-claim", "preferred_username",
            "propensity.security.role-mapping.crm-people", "editor",
            "propensity.security.bootstrap-token-file", "/run/secrets/token",
            "propensity.security.failed-logins-per-minute", "5",
            "propensity.security.writes-per-minute", "7");

    assertThat(bound(new MapPropertySource("file", settings)).security())
        .isEqualTo(
            new SecuritySettings(
                "https://login.example.org/realms/marketing",
                "propensity",
                "realm_access.roles",
                "preferred_username",
                Map.of("crm-people", "editor"),
                Path.of("/run/secrets/token"),
                5,
                7));
    assertThat(SecuritySettings.class.getRecordComponents())
        .as("all that there are")
        .hasSameSizeAs(settings.keySet());
  }

  @Test
  void takesABlankIssuerForNone() {
    assertThat(
            bound(new MapPropertySource("file", Map.of("propensity.security.issuer-uri", " ")))
                .security()
                .issuerUri())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "failed-logins-per-minute, 0, 'is 0: at least 1 is wanted'",
    "writes-per-minute, -1, 'is -1: at least 1 is wanted'",
    "roles-claim, ' ', is blank",
    "name-claim, ' ', is blank"
  })
  void refusesSettingsOfSecurityThatLetInNobody(String setting, String value, String reason) {
    String name = "propensity.security." + setting;

    assertThatThrownBy(() -> bound(new MapPropertySource("file", Map.of(name, value))))
        .rootCause()
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("%s %s", name, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "propensity.models-root, ' '",
    "propensity.models-root, /",
    "propensity.warehouse-root, ../warehouse",
    "propensity.warehouse-root, ''"
  })
  void refusesARootUnderWhichEverythingLies(String setting, String root) {
    assertThatThrownBy(() -> bound(new MapPropertySource("file", Map.of(setting, root))))
        .rootCause()
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "%s is '%s': set it to a directory such as /srv/propensity/models or gs://bucket/models",
            setting, root);
  }

  private static PropensitySettings bound(PropertySource<?> source) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addFirst(source);
    return new Binder(ConfigurationPropertySources.from(sources))
        .bindOrCreate("propensity", PropensitySettings.class);
  }
}
