package io.propensity.api.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.LauncherSettings;
import io.propensity.api.PropensitySettings;
import io.propensity.environment.Catalog;
import io.propensity.environment.DataprocLauncher;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

class EnvironmentInitializerTest {

  private static final String FILE =
      """
      format_version: 1
      roots: {raw: /d/raw, warehouse: /d/warehouse, models: /d/models, reports: /d/reports, output: /d/output}
      users_table: warehouse/crm/users
      spark: {}
      catalog: {type: jdbc, uri: "jdbc:postgresql://db/tables"}
      config_api: {url: "http://localhost:8080", timeout_seconds: 5, attempts: 2}
      launcher: {type: local, concurrency: 3}
      """;

  @TempDir private Path directory;

  /** The settings and what comes of the file. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(PropensitySettings.class)
  @Import(EnvironmentConfiguration.class)
  static class Beans {}

  @Test
  void takesRootsAndLauncherFromTheFileOfTheJobs() throws IOException {
    Path file = write(FILE);

    try (var context = started(Map.of("propensity.environment", file.toString()))) {
      PropensitySettings settings = context.getBean(PropensitySettings.class);
      assertThat(settings.modelsRoot()).isEqualTo("/d/models");
      assertThat(settings.warehouseRoot()).isEqualTo("/d/warehouse");
      assertThat(settings.launcher())
          .isEqualTo(
              new LauncherSettings(
                  LauncherSettings.Type.LOCAL, ".", file.toString(), 3, null, null));
      assertThat(context.getBean(JobEnvironment.class))
          .isEqualTo(
              new JobEnvironment(
                  new Catalog("jdbc", "jdbc:postgresql://db/tables", null, null, null, null),
                  "warehouse/crm/users"));
    }
  }

  @Test
  void takesWhatALauncherStartsFromTheFileOfTheJobs() throws IOException {
    Path file =
        write(
            FILE.replace(
                "{type: local, concurrency: 3}",
                """

                  type: kubernetes
                  kubernetes: {namespace: "", prediction: predict, training: train, owner: config-api}
                  dataproc: {project: acme-1, region: europe-west1, prediction: p.yaml, training: t.yaml}
                """));

    try (var context = started(Map.of("propensity.environment", file.toString()))) {
      assertThat(context.getBean(PropensitySettings.class).launcher())
          .isEqualTo(
              new LauncherSettings(
                  LauncherSettings.Type.KUBERNETES,
                  ".",
                  file.toString(),
                  1,
                  new KubernetesLauncher("", "predict", "train", "config-api"),
                  new DataprocLauncher("acme-1", "europe-west1", "p.yaml", "t.yaml")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: kubernetes} | launcher.type is kubernetes: say under launcher.kubernetes what it"
            + " starts",
        "{type: kubernetes, kubernetes: {prediction: predict}} | launcher.kubernetes.training is"
            + " missing: name the ScheduledSparkApplication that such runs are made of",
        "{type: none, kubernetes: {prediction: Predict}} | launcher.kubernetes.prediction is"
            + " 'Predict', which is no name of an object: write lower-case letters, digits, '-' and"
            + " '.'",
        "{type: dataproc, dataproc: {region: europe-west1, prediction: p, training: t}} |"
            + " launcher.dataproc.project is missing: set it in the environment file",
        "{type: none, dataproc: {region: Europe}} | launcher.dataproc.region is 'Europe': write it"
            + " as in region: europe-west1",
        "{type: none, kubernetes: {template: x}} | unknown key 'launcher.kubernetes.template'; the"
            + " keys there are namespace, owner, prediction, training"
      })
  void refusesAnIncompleteLauncherAtTheStart(String launcher, String reason) throws IOException {
    Path file = write(FILE.replace("{type: local, concurrency: 3}", launcher));

    assertThatThrownBy(() -> started(Map.of("propensity.environment", file.toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(file + ":7: " + reason);
  }

  @Test
  void putsSettingsBeforeTheFile() throws IOException {
    Map<String, Object> settings =
        Map.of(
            "propensity.environment", write(FILE).toString(),
            "propensity.models-root", "/mnt/models",
            "propensity.warehouse-root", "/mnt/warehouse",
            "propensity.launcher.type", "none");

    try (var context = started(settings)) {
      PropensitySettings read = context.getBean(PropensitySettings.class);
      assertThat(read.launcher().type()).isEqualTo(LauncherSettings.Type.NONE);
      assertThat(read.modelsRoot()).isEqualTo("/mnt/models");
      assertThat(read.warehouseRoot()).isEqualTo("/mnt/warehouse");
      assertThat(context.getBean(JobEnvironment.class).usersTable())
          .as("under whatever root")
          .isEqualTo("warehouse/crm/users");
    }
  }

  @Test
  void doesWithoutAFile() {
    try (var context = started(Map.of())) {
      assertThat(context.getBean(JobEnvironment.class))
          .isEqualTo(new JobEnvironment(Catalog.DEFAULT, null));
    }
  }

  @Test
  void refusesAFileThatIsNotThereOrWrong() throws IOException {
    Path absent = directory.resolve("absent.yaml");
    assertThatThrownBy(() -> started(Map.of("propensity.environment", absent.toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "There is no environment file %s: look at PROPENSITY_ENVIRONMENT"
                + " (propensity.environment)",
            absent);

    Path wrong = write(FILE.replace("launcher: {type: local, concurrency: 3}", "lanucher: {}"));
    assertThatThrownBy(() -> started(Map.of("propensity.environment", wrong.toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(wrong + ":7: unknown key 'lanucher'; the keys there are ");

    Path many = write(FILE.replace("concurrency: 3", "concurrency: 65"));
    assertThatThrownBy(() -> started(Map.of("propensity.environment", many.toString())))
        .hasMessage(many + ":7: launcher.concurrency is 65: set it from 1 to 64");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("environment.yaml"), text);
  }

  private static AnnotationConfigApplicationContext started(Map<String, Object> settings) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", new HashMap<>(settings)));
    new EnvironmentInitializer().initialize(context);
    context.register(Beans.class);
    context.refresh();
    return context;
  }
}
