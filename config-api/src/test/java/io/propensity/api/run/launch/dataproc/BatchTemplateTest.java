package io.propensity.api.run.launch.dataproc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.report.RunKind;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTemplateTest {

  static final Map<String, String> VARIABLES =
      Map.of(
          "PROPENSITY_BUCKET", "acme",
          "PROPENSITY_RELEASE", "1",
          "PROPENSITY_CONFIG_API_URL", "https://propensity.acme.example",
          "PROPENSITY_TOKEN_URI", "gs://acme/token",
          "PROPENSITY_CATALOG_URI", "jdbc:postgresql://10.0.0.3/warehouse",
          "PROPENSITY_CATALOG_USER", "propensity",
          "PROPENSITY_CATALOG_PASSWORD_URI", "gs://acme/catalog.password",
          "PROPENSITY_JOB_ACCOUNT", "jobs@acme.iam",
          "PROPENSITY_SUBNETWORK", "jobs");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark_batch: {main_class: A} | name no environment file: add --env and its path in the"
            + " image",
        "spark_batch: {main_class: A, args: [--env, x]} | name no pipeline",
        "spark_batch: {args: [--env=x, --pipeline=y]} | has neither spark_batch.main_class nor"
            + " .main_jar_file_uri",
        "spark_batch: {main_clas: A, args: [--env=x, --pipeline=y]} | holds no batch of Dataproc's"
            + " API: Cannot find field: main_clas",
        "pyspark_batch: {} | unknown key 'pyspark_batch'",
        "spark_batch: {main_class: '${ABSENT}', args: [--env=x, --pipeline=y]} | ABSENT"
      })
  void refusesAFileOfWhichNoRunCanBeMade(String text, String reason) throws IOException {
    Path file = Files.writeString(directory.resolve("batch.yaml"), text);

    assertThatThrownBy(() -> BatchTemplate.read(file, RunKind.TRAINING, VARIABLES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROPENSITY_TOKEN", "PROPENSITY_CATALOG_PASSWORD"})
  void refusesASecretThatEverybodyCouldRead(String variable) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("batch.yaml"),
            """
            spark_batch: {main_class: A, args: [--env=x]}
            runtime_config:
              properties: {spark.dataproc.driverEnv.%s: abc}
            """
                .formatted(variable));

    assertThatThrownBy(() -> BatchTemplate.read(file, RunKind.PREDICTION, VARIABLES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has a secret in spark.dataproc.driverEnv." + variable + ",");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path file = directory.resolve("absent.yaml");

    assertThatThrownBy(() -> BatchTemplate.read(file, RunKind.PREDICTION, VARIABLES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot read " + file + ", which launcher.dataproc names");
  }
}
