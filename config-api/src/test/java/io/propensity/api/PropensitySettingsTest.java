package io.propensity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private static final SecuritySettings OPEN_SECURITY =
      new SecuritySettings(null, null, "roles", "sub", Map.of(), null, 20, 600);

  private static final AudienceSettings AUDIENCE =
      new AudienceSettings(
          "warehouse/campaign-response/raw",
          AudienceSettings.CatalogType.SQLITE,
          null,
          null,
          null,
          List.of(
              "*mail*",
              "*phone*",
              "*mobile*",
              "*name*",
              "*address*",
              "*street*",
              "*zip*",
              "*postal*",
              "*birth*",
              "*iban*",
              "*card*",
              "*ssn*",
              "*passport*",
              "*password*",
              "*secret*",
              "*token*"),
          "1GB",
          2,
          2,
          Duration.ofSeconds(10),
          5_000_000);

  @Test
  void hasDefaults() {
    assertThat(bound(new MapPropertySource("none", Map.of())))
        .isEqualTo(
            new PropensitySettings(
                "models",
                "warehouse",
                Path.of(".data"),
                false,
                NO_LAUNCHER,
                OPEN_SECURITY,
                AUDIENCE));
  }

  @Test
  void readsEverySetting() {
    Map<String, Object> settings =
        Map.of(
            "propensity.models-root", "gs://bucket/models",
            "propensity.warehouse-root", "/srv/warehouse",
            "propensity.data-directory", "/srv/data",
            "propensity.require-if-match", "true",
            "propensity.launcher.type", "local",
            "propensity.launcher.home", "/srv/jobs",
            "propensity.launcher.environment", "conf/k8s.yaml",
            "propensity.launcher.concurrency", "4");

    assertThat(bound(new MapPropertySource("file", settings)))
        .isEqualTo(
            new PropensitySettings(
                "gs://bucket/models",
                "/srv/warehouse",
                Path.of("/srv/data"),
                true,
                new LauncherSettings(LauncherSettings.Type.LOCAL, "/srv/jobs", "conf/k8s.yaml", 4),
                OPEN_SECURITY,
                AUDIENCE));
    assertThat(
            PropensitySettings.class.getRecordComponents().length
                - 3
                + LauncherSettings.class.getRecordComponents().length)
        .as("all that there are, and those of security and audience")
        .isEqualTo(settings.size());
  }

  @Test
  void readsEverySettingFromTheProcessEnvironment() {
    Map<String, Object> variables =
        Map.of(
            "PROPENSITY_MODELS_ROOT", "/srv/models",
            "PROPENSITY_WAREHOUSE_ROOT", "s3a://bucket/warehouse",
            "PROPENSITY_DATA_DIRECTORY", "/srv/data",
            "PROPENSITY_REQUIRE_IF_MATCH", "true");

    assertThat(bound(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
        .isEqualTo(
            new PropensitySettings(
                "/srv/models",
                "s3a://bucket/warehouse",
                Path.of("/srv/data"),
                true,
                NO_LAUNCHER,
                OPEN_SECURITY,
                AUDIENCE));
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
  void readsEverySettingOfAudience() {
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("propensity.audience.users-table", "warehouse/telco-churn/raw"),
            Map.entry("propensity.audience.catalog-type", "jdbc"),
            Map.entry("propensity.audience.catalog-uri", "jdbc:postgresql://db:5432/propensity"),
            Map.entry("propensity.audience.catalog-user", "reader"),
            Map.entry("propensity.audience.catalog-password", "hidden"),
            Map.entry("propensity.audience.sensitive-columns", "*mail*, income"),
            Map.entry("propensity.audience.memory-limit", "512MB"),
            Map.entry("propensity.audience.threads", "4"),
            Map.entry("propensity.audience.concurrent", "3"),
            Map.entry("propensity.audience.timeout", "30s"),
            Map.entry("propensity.audience.exact-rows", "1000"));

    AudienceSettings audience = bound(new MapPropertySource("file", settings)).audience();

    assertThat(audience)
        .isEqualTo(
            new AudienceSettings(
                "warehouse/telco-churn/raw",
                AudienceSettings.CatalogType.JDBC,
                "jdbc:postgresql://db:5432/propensity",
                "reader",
                "hidden",
                List.of("*mail*", "income"),
                "512MB",
                4,
                3,
                Duration.ofSeconds(30),
                1_000));
    assertThat(audience.toString()).contains("jdbc:postgresql").doesNotContain("hidden");
    assertThat(AudienceSettings.class.getRecordComponents())
        .as("all that there are")
        .hasSameSizeAs(settings.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "threads, 0, is 0: at least 1 is wanted",
    "concurrent, 0, is 0: at least 1 is wanted",
    "timeout, 0s, is 0: at least 1 is wanted",
    "exact-rows, 0, is 0: at least 1 is wanted",
    "memory-limit, much, 'is ''much'': write it as 512MB or 2GB'",
    "catalog-uri, jdbc:postgresql://db/x, goes with catalog-type jdbc"
  })
  void refusesSettingsOfAudienceThatCannotBe(String setting, String value, String reason) {
    String name = "propensity.audience." + setting;

    assertThatThrownBy(() -> bound(new MapPropertySource("file", Map.of(name, value))))
        .rootCause()
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("%s %s", name, reason);
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
