package io.propensity.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The document's schemas fit what the registry answers, and take the requests that it takes. */
@RegistryTest
class DescribedModelsTest {

  private static final String MODEL = "/models/{name}";
  private static final String VERSIONS = MODEL + "/versions";
  private static final String VERSION = VERSIONS + "/{version}";
  private static final String ALIASES = MODEL + "/aliases";
  private static final String ALIAS = ALIASES + "/{alias}";
  private static final String MLFLOW = "/api/2.0/mlflow/";
  private static final String JSON = "application/json";

  private final Api api;
  private final String name = Published.name();
  private DescribedBodies described;

  DescribedModelsTest(@Autowired Api api, @Autowired JsonMapper json) {
    this.api = api;
    this.described = new DescribedBodies(json.nullNode());
  }

  @BeforeEach
  void readTheDocument() {
    described = new DescribedBodies(api.get("/openapi.json").json());
    Published.version(name, 1, 0.86, "rows");
    Published.version(name, 2, 0.84, "rows");
    Published.version(name, 3);
  }

  @Test
  void describesEveryAnswerOfTheRegistry() {
    fits("POST", VERSIONS, 201, post("/versions", "{\"version\": 1}"));
    fits("POST", VERSIONS, 200, post("/versions", "{\"version\": 1}"));
    fits("POST", VERSIONS, 400, post("/versions", "{}"));
    fits("POST", VERSIONS, 404, post("/versions", "{\"version\": 9}"));
    fits("POST", "/models/scan", 200, api.send("POST", "/models/scan", null));
    fits("GET", "/models", 200, api.get("/models"));
    fits("GET", "/models", 400, api.get("/models?size=x"));
    fits("GET", MODEL, 200, get(""));
    fits("GET", MODEL, 404, api.get("/models/none"));
    fits("GET", VERSIONS, 200, get("/versions"));
    fits("GET", VERSION, 200, get("/versions/1"));
    fits("GET", MODEL + "/compare", 200, get("/compare?from=1&to=3"));
    fits("PUT", ALIAS, 200, put("{\"version\": 1}"));
    fits("PUT", ALIAS, 409, put("{\"version\": 2}"));
    fits("PUT", ALIAS, 400, put("{\"version\": 9}"));
    fits("PUT", ALIAS, 200, put("{\"version\": 2, \"force\": true, \"reason\": \"r\"}"));
    fits("GET", ALIASES, 200, get("/aliases"));
    fits("POST", ALIAS + "/rollback", 200, post("/aliases/champion/rollback", "{}"));
    fits("POST", ALIAS + "/rollback", 409, post("/aliases/champion/rollback", "{}"));
    fits("GET", ALIAS + "/history", 200, get("/aliases/champion/history"));
    fits("DELETE", VERSION, 409, delete("/versions/1"));
    fits("DELETE", VERSION, 200, delete("/versions/2"));
    assertThat(delete("/aliases/champion").status()).isEqualTo(204);
    fits("DELETE", ALIAS, 404, delete("/aliases/champion"));
    fits("GET", VERSION + "/files/{path}", 200, get("/versions/1/files/metrics.json"));
    fits("GET", VERSION + "/files/{path}", 404, get("/versions/1/files/x"));
  }

  @Test
  void describesEveryAnswerToMlflow() {
    api.send("POST", "/models/scan", null);
    put("{\"version\": 1}");
    String one = "?version=1&name=" + name;

    mlflow("GET", "registered-models/get", 200, one, null);
    mlflow("GET", "registered-models/get", 404, "?name=none", null);
    mlflow("GET", "registered-models/get", 400, "", null);
    mlflow("GET", "registered-models/search", 200, "?max_results=1", null);
    mlflow("GET", "registered-models/get-latest-versions", 200, one, null);
    mlflow("POST", "registered-models/get-latest-versions", 200, "", "{\"name\": \"%s\"}");
    mlflow("GET", "registered-models/alias", 200, one + "&alias=champion", null);
    mlflow("GET", "registered-models/alias", 400, one + "&alias=none", null);
    mlflow(
        "POST",
        "registered-models/alias",
        200,
        "",
        "{\"name\": \"%s\", \"alias\": \"x\", \"version\": \"1\"}");
    mlflow("DELETE", "registered-models/alias", 200, "", "{\"name\": \"%s\", \"alias\": \"x\"}");
    mlflow("GET", "model-versions/get", 200, one, null);
    mlflow("GET", "model-versions/search", 200, "?max_results=1", null);
    mlflow("GET", "model-versions/get-download-uri", 200, one, null);
  }

  /** Each body is sent as it stands; {@code taken} says whether the service and its document do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": 1}                                       | true",
        "{\"version\": 1, \"metric\": null, \"reason\": null}   | true",
        "{\"version\": 1, \"force\": true, \"reason\": \"r\"}   | true",
        "{}                                                     | false",
        "{\"version\": 0}                                       | false",
        "{\"version\": \"1\"}                                   | false",
        "{\"version\": 1, \"metric\": \"\"}                     | false",
        "{\"version\": 1, \"force\": null}                      | false",
        "{\"version\": 1, \"reason\": 7}                        | false",
        "{\"version\": 1, \"colour\": \"red\"}                  | false"
      })
  void takesAndRefusesTheAssignmentsThatTheServiceDoes(String body, boolean taken) {
    post("/versions", "{\"version\": 1}");

    assertThat(put(body).status() < 300).isEqualTo(taken);
    assertThat(described.violationsOfRequest("PUT", ALIAS, JSON, body).isEmpty()).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": 1}                         | true",
        "{\"version\": 1.5}                       | false",
        "{\"version\": 1000000000}                | false",
        "{\"version\": 1, \"manifest\": 7}        | false",
        "{\"version\": 1, \"colour\": \"red\"}    | false"
      })
  void takesAndRefusesTheRegistrationsThatTheServiceDoes(String body, boolean taken) {
    assertThat(post("/versions", body).status() < 300).isEqualTo(taken);
    assertThat(described.violationsOfRequest("POST", VERSIONS, JSON, body).isEmpty())
        .isEqualTo(taken);
  }

  private void mlflow(String method, String path, int status, String query, @Nullable String body) {
    Answer answer =
        body == null
            ? api.send(method, MLFLOW + path + query, null)
            : api.send(method, MLFLOW + path, body.formatted(name), "Content-Type", JSON);
    fits(method, MLFLOW + path, status, answer);
  }

  private void fits(String method, String path, int status, Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(described.violationsOfAnswer(method, path, answer))
        .as("%s %s", method, path)
        .isEmpty();
  }

  private Answer get(String path) {
    return api.get("/models/" + name + path);
  }

  private Answer delete(String path) {
    return api.send("DELETE", "/models/" + name + path, null);
  }

  private Answer post(String path, String body) {
    return api.post("/models/" + name + path, body);
  }

  private Answer put(String body) {
    return api.send("PUT", "/models/" + name + "/aliases/champion", body, "Content-Type", JSON);
  }
}
