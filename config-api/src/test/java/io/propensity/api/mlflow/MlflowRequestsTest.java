package io.propensity.api.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests of MLflow's own client (3.17.2) once more, as {@link MlflowClientTest} saw them. */
@RegistryTest
class MlflowRequestsTest {

  private final Api api;
  private final JsonMapper json;
  private final String name = Published.name();

  MlflowRequestsTest(@Autowired Api api, @Autowired JsonMapper json) {
    this.api = api;
    this.json = json;
  }

  @Test
  void areAnsweredAsTheyWere() throws IOException {
    Published.version(name, 1, 0.86, "rows");
    Published.version(name, 2, 0.84, "rows");
    Published.version(name, 3, 0.88, "rows");
    api.send("POST", "/models/scan", null);

    List<JsonNode> requests = recorded();

    assertThat(requests).hasSizeGreaterThan(10);
    for (JsonNode request : requests) {
      Answer answer = send(request);
      assertThat(answer.status())
          .as("%s: %s", request, answer.response().body())
          .isEqualTo(request.path("status").intValue());
    }
  }

  private Answer send(JsonNode request) {
    String method = request.path("method").asString();
    String path = request.path("path").asString();
    return request.path("body").isNull()
        ? api.send(method, path, null)
        : api.send(
            method, path, request.path("body").asString(), "Content-Type", "application/json");
  }

  private List<JsonNode> recorded() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/mlflow/requests.jsonl")) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .map(line -> json.readTree(line.replace("NAME", name)))
          .toList();
    }
  }
}
