package io.propensity.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.DataprocLauncher;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
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
      new LauncherSettings(LauncherSettings.Type.NONE, ".", "conf/local.yaml", 1, null, null);

  private static final RunSettings RUNS = new RunSettings(Duration.ofDays(30), 1000);

  private static final SecuritySettings OPEN_SECURITY =
      new SecuritySettings(null, null, "roles", "sub", Map.of(), null, null, null, 20, 600);

  private static final ScheduleSettings SCHEDULE =
      new ScheduleSettings(Duration.ofSeconds(2), Duration.ofMinutes(10));

  private static final NotificationSettings NO_NOTIFICATION =
      new NotificationSettings(
          null,
          false,
          List.of(),
          8,
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          null,
          new NotificationSettings.Mail(List.of(), null));

  private static final AudienceSettings AUDIENCE =
      new AudienceSettings(
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

  private static final DownloadSettings DOWNLOADS =
      new DownloadSettings(1_000_000, Duration.ofMinutes(1), 1);

  @Test
  void hasDefaults() {
    assertThat(bound(new MapPropertySource("none", Map.of())))
        .isEqualTo(
            new PropensitySettings(
                null,
                "models",
                "warehouse",
                "output",
                Path.of(".data"),
                false,
                NO_LAUNCHER,
                RUNS,
                OPEN_SECURITY,
                SCHEDULE,
                NO_NOTIFICATION,
                AUDIENCE,
                DOWNLOADS));
  }

  @Test
  void readsEverySetting() {
    Map<String, Object> settings =
        Map.ofEntries(
            Map.entry("propensity.environment", "/srv/conf/k8s.yaml"),
            Map.entry("propensity.models-root", "gs://bucket/models"),
            Map.entry("propensity.warehouse-root", "/srv/warehouse"),
            Map.entry("propensity.output-root", "/srv/output"),
            Map.entry("propensity.data-directory", "/srv/data"),
            Map.entry("propensity.require-if-match", "true"),
            Map.entry("propensity.launcher.type", "local"),
            Map.entry("propensity.launcher.home", "/srv/jobs"),
            Map.entry("propensity.launcher.environment", "conf/k8s.yaml"),
            Map.entry("propensity.launcher.concurrency", "4"),
            Map.entry("propensity.launcher.kubernetes.namespace", "jobs"),
            Map.entry("propensity.launcher.kubernetes.prediction", "predict"),
            Map.entry("propensity.launcher.kubernetes.training", "train"),
            Map.entry("propensity.launcher.kubernetes.owner", "config-api"),
            Map.entry("propensity.launcher.dataproc.project", "acme-propensity"),
            Map.entry("propensity.launcher.dataproc.region", "europe-west1"),
            Map.entry("propensity.launcher.dataproc.prediction", "p.yaml"),
            Map.entry("propensity.launcher.dataproc.training", "t.yaml"),
            Map.entry("propensity.runs.keep-logs", "7d"),
            Map.entry("propensity.runs.queue", "50"));

    assertThat(bound(new MapPropertySource("file", settings)))
        .isEqualTo(
            new PropensitySettings(
                Path.of("/srv/conf/k8s.yaml"),
                "gs://bucket/models",
                "/srv/warehouse",
                "/srv/output",
                Path.of("/srv/data"),
                true,
                new LauncherSettings(
                    LauncherSettings.Type.LOCAL,
                    "/srv/jobs",
                    "conf/k8s.yaml",
                    4,
                    new KubernetesLauncher("jobs", "predict", "train", "config-api"),
                    new DataprocLauncher("acme-propensity", "europe-west1", "p.yaml", "t.yaml")),
                new RunSettings(Duration.ofDays(7), 50),
                OPEN_SECURITY,
                SCHEDULE,
                NO_NOTIFICATION,
                AUDIENCE,
                DOWNLOADS));
    assertThat(
            PropensitySettings.class.getRecordComponents().length
                - 7
                + LauncherSettings.class.getRecordComponents().length
                - 2
                + KubernetesLauncher.class.getRecordComponents().length
                + DataprocLauncher.class.getRecordComponents().length
                + RunSettings.class.getRecordComponents().length)
        .as(
            "all that there are, and those of security, schedules, notifications, audience and"
                + " downloads")
        .isEqualTo(settings.size());
  }

  @Test
  void readsEverySettingFromTheProcessEnvironment() {
    Map<String, Object> variables =
        Map.of(
            "PROPENSITY_ENVIRONMENT", "conf/gcp.yaml",
            "PROPENSITY_MODELS_ROOT", "/srv/models",
            "PROPENSITY_WAREHOUSE_ROOT", "s3a://bucket/warehouse",
            "PROPENSITY_OUTPUT_ROOT", "s3a://bucket/output",
            "PROPENSITY_DATA_DIRECTORY", "/srv/data",
            "PROPENSITY_REQUIRE_IF_MATCH", "true");

    assertThat(bound(new SystemEnvironmentPropertySource("systemEnvironment", variables)))
        .isEqualTo(
            new PropensitySettings(
                Path.of("conf/gcp.yaml"),
                "/srv/models",
                "s3a://bucket/warehouse",
                "s3a://bucket/output",
                Path.of("/srv/data"),
                true,
                NO_LAUNCHER,
                RUNS,
                OPEN_SECURITY,
                SCHEDULE,
                NO_NOTIFICATION,
                AUDIENCE,
                DOWNLOADS));
  }

  @Test
  void readsEverySettingOfDownloads() {
    Map<String, Object> settings =
        Map.of(
            "propensity.downloads.most-rows", "500",
            "propensity.downloads.timeout", "5s",
            "propensity.downloads.concurrent", "3");

    assertThat(bound(new MapPropertySource("file", settings)).downloads())
        .isEqualTo(new DownloadSettings(500, Duration.ofSeconds(5), 3));
    assertThatThrownBy(() -> new DownloadSettings(0, Duration.ofSeconds(1), 1))
        .hasMessageContaining("propensity.downloads.most-rows is 0");
    assertThatThrownBy(() -> new DownloadSettings(1, Duration.ZERO, 1))
        .hasMessageContaining("propensity.downloads.timeout");
    assertThatThrownBy(() -> new DownloadSettings(1, Duration.ofSeconds(1), 0))
        .hasMessageContaining("propensity.downloads.concurrent is 0");
    assertThat(DownloadSettings.class.getRecordComponents()).hasSameSizeAs(settings.keySet());
  }

  @Test
  void readsEverySettingOfSchedulesAndNotifications() {
    Map<String, Object> schedule =
        Map.of(
            "propensity.schedule.polling-interval", "100ms",
            "propensity.schedule.grace", "1h");
    Map<String, Object> notification =
        Map.of(
            "propensity.notification.key-file", "/run/secrets/key",
            "propensity.notification.allow-http", "true",
            "propensity.notification.allowed-networks", "10.1.0.0/16, fd00::/8",
            "propensity.notification.tries", "5",
            "propensity.notification.first-retry", "5s",
            "propensity.notification.timeout", "3s",
            "propensity.notification.file", "/var/log/runs.jsonl",
            "propensity.notification.mail.to", "a@example.org,b@example.org",
            "propensity.notification.mail.from", "propensity@example.org");

    assertThat(bound(new MapPropertySource("file", schedule)).schedule())
        .isEqualTo(new ScheduleSettings(Duration.ofMillis(100), Duration.ofHours(1)));
    assertThat(bound(new MapPropertySource("file", notification)).notification())
        .isEqualTo(
            new NotificationSettings(
                Path.of("/run/secrets/key"),
                true,
                List.of("10.1.0.0/16", "fd00::/8"),
                5,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Path.of("/var/log/runs.jsonl"),
                new NotificationSettings.Mail(
                    List.of("a@example.org", "b@example.org"), "propensity@example.org")));
    assertThat(ScheduleSettings.class.getRecordComponents()).hasSameSizeAs(schedule.keySet());
    assertThat(
            NotificationSettings.class.getRecordComponents().length
                - 1
                + NotificationSettings.Mail.class.getRecordComponents().length)
        .as("all that there are")
        .isEqualTo(notification.size());
  }

  @ParameterizedTest
  @CsvSource({
    "schedule.polling-interval, 0s, 'is 0 ms: at least 10 ms is wanted, e.g. 2s'",
    "schedule.grace, 1s, 'is 1000 ms, less than the polling interval: every firing would be"
        + " missed'",
    "notification.tries, 0, 'is 0: set it from 1 to 50'",
    "notification.first-retry, 0s, 'is 0 ms: set it above 0'",
    "notification.timeout, -1s, 'is -1000 ms: set it above 0'",
    "notification.mail.to, a@b.org, 'is set: set propensity.notification.mail.from too'"
  })
  void refusesSettingsByWhichNothingWouldBeDone(String setting, String value, String reason) {
    String name = "propensity." + setting;

    assertThatRefusal(name, value).hasMessage(name + " " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes, 'propensity.launcher.type is kubernetes: say under launcher.kubernetes of the"
        + " environment file what it starts'",
    "dataproc, 'propensity.launcher.type is dataproc: say under launcher.dataproc of the"
        + " environment file what it starts'"
  })
  void refusesALauncherOfWhichNothingIsSaid(String type, String reason) {
    assertThatRefusal("propensity.launcher.type", type).hasMessage(reason);
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
            "propensity.security.client-id", "console",
            "propensity.security.client-secret-file", "/run/secrets/client",
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
                "console",
                Path.of("/run/secrets/client"),
                5,
                7));
    assertThat(SecuritySettings.class.getRecordComponents())
        .as("all that there are")
        .hasSameSizeAs(settings.keySet());
  }

  @Test
  void refusesASignInWithoutAnIssuer() {
    assertThatRefusal("propensity.security.client-id", "console")
        .hasMessageContaining("propensity.security.issuer-uri");
  }

  @Test
  void readsEverySettingOfAudience() {
    Map<String, Object> settings =
        Map.ofEntries(
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
                List.of("*mail*", "income"), "512MB", 4, 3, Duration.ofSeconds(30), 1_000));
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
    "memory-limit, much, 'is ''much'': write it as 512MB or 2GB'"
  })
  void refusesSettingsOfAudienceThatCannotBe(String setting, String value, String reason) {
    String name = "propensity.audience." + setting;

    assertThatRefusal(name, value).hasMessageStartingWith("%s %s", name, reason);
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

    assertThatRefusal(name, value).hasMessageStartingWith("%s %s", name, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "propensity.models-root, ' '",
    "propensity.models-root, /",
    "propensity.warehouse-root, ../warehouse",
    "propensity.warehouse-root, ''"
  })
  void refusesARootUnderWhichEverythingLies(String setting, String root) {
    assertThatRefusal(setting, root)
        .hasMessage(
            "%s is '%s': set it to a directory such as /srv/propensity/models or"
                + " gs://bucket/models",
            setting, root);
  }

  private static AbstractThrowableAssert<?, ?> assertThatRefusal(String setting, String value) {
    return assertThatThrownBy(() -> bound(new MapPropertySource("file", Map.of(setting, value))))
        .rootCause()
        .isInstanceOf(ConfigurationException.class);
  }

  private static PropensitySettings bound(PropertySource<?> source) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addFirst(source);
    return new Binder(ConfigurationPropertySources.from(sources))
        .bindOrCreate("propensity", PropensitySettings.class);
  }
}
