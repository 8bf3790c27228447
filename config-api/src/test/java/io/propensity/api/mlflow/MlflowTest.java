package io.propensity.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@RegistryTest
class MlflowTest {

  private static final String MLFLOW = "/api/2.0/mlflow/";

  private final Api api;
  private final String name = Published.name();

  MlflowTest(@Autowired Api api) {
    this.api = api;
  }

  @BeforeEach
  void register() {
    Published.version(name, 1, 0.86, "rows");
    Published.version(name, 2, 0.84, "rows");
    Published.version(name, 3, 0.88, "rows");
    for (int version = 1; version <= 3; version++) {
      api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  @Test
  void tellsAVersionInMlflowsWords() {
    JsonNode version = get("model-versions/get?name=%s&version=3").json().path("model_version");

    assertThat(version.path("name").asString()).isEqualTo(name);
    assertThat(version.path("version").stringValue()).isEqualTo("3");
    assertThat(version.path("current_stage").asString()).isEqualTo("None");
    assertThat(version.path("status").asString()).isEqualTo("READY");
    assertThat(version.path("run_id").asString()).isEqualTo("r-20261120-021500-001-00abcd");
    assertThat(version.path("creation_timestamp").isIntegralNumber()).isTrue();
    assertThat(version.path("source").asString()).isEqualTo(directory(3).toString());
    assertThat(version.path("aliases").isEmpty()).isTrue();
  }

  @Test
  void tellsWhereAVersionLies() {
    assertThat(get("model-versions/get-download-uri?name=%s&version=1").text("artifact_uri"))
        .isEqualTo(directory(1).toString());
  }

  @Test
  void movesAliasesThroughTheGate() {
    Answer first = alias("POST", "champion", "\"1\"");
    Answer refused = alias("POST", "champion", "\"2\"");
    Answer second = alias("POST", "champion", "3");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json()).hasToString("{}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(refused.text("message"))
        .contains("roc_auc 0.84 of version 2 is worse than the 0.86 of version 1");
    assertThat(second.status()).isEqualTo(200);
    JsonNode model = get("registered-models/get?name=%s").json().path("registered_model");
    assertThat(model.path("aliases")).hasToString("[{\"alias\":\"champion\",\"version\":\"3\"}]");
    assertThat(model.at("/latest_versions/0/aliases/0").asString()).isEqualTo("champion");
    JsonNode moves = api.get("/models/" + name + "/aliases/champion/history").json();
    assertThat(moves.size()).isEqualTo(2);
  }

  @Test
  void findsTheVersionOfAnAliasUntilItIsTakenAway() {
    alias("POST", "champion", "1");

    Answer found = get("registered-models/alias?name=%s&alias=champion");
    Answer latest = get("registered-models/alias?name=%s&alias=latest");
    Answer removed = alias("DELETE", "champion", "1");
    Answer again = alias("DELETE", "champion", "1");
    Answer absent = get("registered-models/alias?name=%s&alias=champion");

    assertThat(found.json().at("/model_version/version").asString()).isEqualTo("1");
    assertThat(latest.json().at("/model_version/version").asString()).isEqualTo("3");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(200);
    assertThat(absent.status()).isEqualTo(400);
    assertThat(absent.text("message")).isEqualTo("Registered model alias champion not found.");
  }

  @Test
  void tellsTheLatestVersionEitherWay() {
    Answer got = get("registered-models/get-latest-versions?name=%s");
    Answer posted =
        api.post(
            MLFLOW + "registered-models/get-latest-versions", "{\"name\": \"%s\"}".formatted(name));

    assertThat(versions(got)).containsExactly("3");
    assertThat(posted.json()).isEqualTo(got.json());
  }

  @Test
  void searchesVersions() {
    api.send("DELETE", "/models/" + name + "/versions/2", null);

    assertThat(versions(search("name = '%s'"))).containsExactly("3", "1");
    assertThat(versions(search("name='%s' AND version_number < 3"))).containsExactly("1");
    assertThat(versions(search("name LIKE '%s%%' and run_id = 'r-none'"))).isEmpty();
    assertThat(versions(search("name = '%s' AND tags.team = 'crm'"))).isEmpty();
  }

  @Test
  void searchesVersionsInAnyOrderInPages() {
    String first =
        "model-versions/search?filter=name%%3D'%s'&max_results=2&order_by=version_number+ASC";

    Answer page = get(first);
    Answer rest = get(first + "&page_token=" + page.text("next_page_token"));

    assertThat(versions(page)).containsExactly("1", "2");
    assertThat(versions(rest)).containsExactly("3");
    assertThat(rest.json().has("next_page_token")).isFalse();
  }

  @Test
  void searchesModelsAsTheClientAsks() {
    String filter =
        "name ILIKE '%s' AND tag.`mlflow.prompt.is_prompt` != 'true'"
            .formatted(name.toUpperCase(Locale.ROOT));

    Answer found =
        api.get(MLFLOW + "registered-models/search?max_results=100&filter=" + encoded(filter));

    assertThat(found.json().path("registered_models").size()).isEqualTo(1);
    assertThat(found.json().at("/registered_models/0/latest_versions/0/version").asString())
        .isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "registered-models/get?name=none            | 404 | RESOURCE_DOES_NOT_EXIST | Registered Model with name=none not found",
        "registered-models/get                      | 400 | INVALID_PARAMETER_VALUE | Missing value for required parameter 'name'. See",
        "registered-models/alias?name=none&alias=a  | 404 | RESOURCE_DOES_NOT_EXIST | Registered Model with name=none not found",
        "model-versions/get?name=none&version=1     | 404 | RESOURCE_DOES_NOT_EXIST | Model Version (name=none, version=1) not found",
        "model-versions/get?name=A&version=1        | 404 | RESOURCE_DOES_NOT_EXIST | Model Version (name=A, version=1) not found",
        "model-versions/get?name=none&version=x     | 400 | INVALID_PARAMETER_VALUE | Parameter 'version' must be an integer, got 'x'",
        "model-versions/search?filter=x             | 400 | INVALID_PARAMETER_VALUE | Invalid filter string 'x'",
        "model-versions/search?order_by=colour      | 400 | INVALID_PARAMETER_VALUE | Invalid order_by clause 'colour'",
        "model-versions/search?max_results=0        | 400 | INVALID_PARAMETER_VALUE | Invalid value 0 for parameter 'max_results'",
        "model-versions/search?page_token=x!        | 400 | INVALID_PARAMETER_VALUE | Invalid page token",
        "model-versions/search?filter=%00           | 400 | INVALID_PARAMETER_VALUE | Parameter 'filter' holds a character"
      })
  void refusesInMlflowsWords(String path, int status, String code, String message) {
    Answer refused = api.get(MLFLOW + path);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.header("Content-Type")).isEqualTo("application/json");
    assertThat(refused.text("error_code")).isEqualTo(code);
    assertThat(refused.text("message")).startsWith(message);
  }

  @Test
  void refusesBodiesThatAreNone() {
    Answer refused = api.post(MLFLOW + "registered-models/alias", "{");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error_code")).isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  void hidesWhatWasDeletedAndShowsWhatIsMissing() {
    api.send("DELETE", "/models/" + name + "/versions/3", null);
    Published.remove(name, 2);
    api.send("POST", "/models/scan", null);

    assertThat(get("model-versions/get?name=%s&version=3").status()).isEqualTo(404);
    JsonNode missing = get("model-versions/get?name=%s&version=2").json().path("model_version");
    assertThat(missing.path("status").asString()).isEqualTo("FAILED_REGISTRATION");
    assertThat(missing.path("status_message").asString()).contains("gone");
    assertThat(versions(get("registered-models/get-latest-versions?name=%s"))).containsExactly("1");
  }

  private Answer get(String path) {
    return api.get(MLFLOW + path.formatted(name));
  }

  private Answer search(String filter) {
    return api.get(MLFLOW + "model-versions/search?filter=" + encoded(filter.formatted(name)));
  }

  private Answer alias(String method, String alias, String version) {
    return api.send(
        method,
        MLFLOW + "registered-models/alias",
        "{\"name\": \"%s\", \"alias\": \"%s\", \"version\": %s}".formatted(name, alias, version),
        "Content-Type",
        "application/json");
  }

  private static List<String> versions(Answer found) {
    return found
        .json()
        .path("model_versions")
        .valueStream()
        .map(each -> each.path("version").asString())
        .toList();
  }

  private Path directory(int version) {
    return Published.directory(name, version).toAbsolutePath();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
