package io.propensity.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.propensity.api.Api;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * MLflow's own client on the registry, where {@code PROPENSITY_PYTHON} names a Python that has it:
 * {@code scripts/mlflow-test.sh} makes one. What it sends is written to {@code target}, and was
 * copied from there to {@code requests.jsonl}, for {@link MlflowRequestsTest}.
 */
@RegistryTest
class MlflowClientTest {

  private static final String SENT = "target/mlflow-requests.jsonl";

  private final int port;
  private final JsonMapper json;
  private final String name = Published.name();

  MlflowClientTest(@LocalServerPort int port, @Autowired JsonMapper json) {
    this.port = port;
    this.json = json;
  }

  @Test
  @Timeout(300)
  void readsTheRegistryMovesAliasesAndLoadsTheChampion() throws IOException, InterruptedException {
    String python = System.getenv("PROPENSITY_PYTHON");
    assumeTrue(python != null, "PROPENSITY_PYTHON names a Python with mlflow");
    Published.version(name, 1, 0.86, "rows");
    Published.version(name, 2, 0.84, "rows");
    Published.version(name, 3, 0.88, "rows");
    makeLoadable(Published.directory(name, 3));
    JsonNode results = run(python);

    assertThat(results.at("/absent/0").asString()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    assertThat(results.at("/unset/0").asString()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(results.at("/worse/1").asString()).contains("roc_auc 0.84 of version 2 is worse");
    assertThat(results.path("champion"))
        .hasToString(
            "[\"3\",\"r-20261120-021500-001-00abcd\",\"%s\",\"READY\",[\"champion\"]]"
                .formatted(Published.directory(name, 3).toAbsolutePath()));
    assertThat(results.path("model"))
        .hasToString("[\"%s\",{\"champion\":\"3\"},[\"3\"]]".formatted(name));
    assertThat(results.path("found models")).hasToString("[\"%s\"]".formatted(name));
    assertThat(results.path("all models").booleanValue()).isTrue();
    assertThat(results.path("found versions")).hasToString("[\"1\",\"2\",\"3\"]");
    assertThat(results.path("all versions").booleanValue()).isTrue();
    assertThat(results.path("latest")).hasToString("[\"3\"]");
    assertThat(results.path("location").asString())
        .isEqualTo(Published.directory(name, 3).toAbsolutePath().toString());
    assertThat(results.path("predicted")).hasToString("[0.5,1.0]");
    assertThat(results.path("left").isEmpty()).isTrue();
  }

  /** As far as MLflow has to find it: training's own models are held by another test. */
  private static void makeLoadable(Path version) {
    Published.write(
        version.resolve("MLmodel"),
        """
        flavors:
          python_function: {loader_module: halves, code: code}
        """);
    Published.write(
        version.resolve("code/halves.py"),
        """
        class Halves:
            def predict(self, table):
                return table["recency"] / 2


        def _load_pyfunc(path):
            return Halves()
        """);
  }

  private JsonNode run(String python) throws IOException, InterruptedException {
    String address = "http://127.0.0.1:" + port;
    Api.on(port).send("POST", "/models/scan", null);
    ProcessBuilder command =
        new ProcessBuilder(python, "src/test/resources/mlflow/client.py", address, name, SENT)
            .redirectErrorStream(true);
    command.environment().put("MLFLOW_TRACKING_TOKEN", Api.ADMIN_TOKEN);
    Process client = command.start();
    String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(client.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith("RESULTS "))
        .map(line -> json.readTree(line.substring("RESULTS ".length())))
        .findFirst()
        .orElseThrow();
  }
}
