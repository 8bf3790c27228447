package io.propensity.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RegistryTest
class ReadingTest {

  private final Api api;
  private final JsonMapper json;
  private final String name = Published.name();

  ReadingTest(@Autowired Api api, @Autowired JsonMapper json) {
    this.api = api;
    this.json = json;
  }

  @BeforeEach
  void register() {
    Published.version(name, 1, 0.86, "rows-a");
    Published.version(name, 2, 0.88, "rows-a");
    Published.version(name, 3, ReadingTest::retrained);
    for (int version = 1; version <= 3; version++) {
      api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  private static void retrained(ObjectNode manifest) {
    ((ObjectNode) manifest.at("/metrics/test")).put("log_loss", 0.30).put("rows", 100);
    ((ObjectNode) manifest.at("/features/0")).put("name", "years");
    manifest.putObject("parameters").put("loss_function", "Logloss").put("depth", 8);
  }

  @Test
  void tellsTheLatestVersionAndTheAliases() {
    api.send(
        "PUT",
        "/models/" + name + "/aliases/champion",
        "{\"version\": 2}",
        "Content-Type",
        "application/json");

    JsonNode model = api.get("/models/" + name).json();

    assertThat(model.path("latest_version").intValue()).isEqualTo(3);
    assertThat(model.path("versions").intValue()).isEqualTo(3);
    assertThat(model.path("ready").intValue()).isEqualTo(3);
    assertThat(model.at("/aliases/champion").intValue()).isEqualTo(2);
  }

  @Test
  void findsModelsByAPartOfTheirNameInAnyCase() {
    Answer found = api.get("/models?q=" + name.substring(4).toUpperCase(Locale.ROOT));

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.header("X-Total-Count")).isEqualTo("1");
    assertThat(found.json().path(0)).isEqualTo(api.get("/models/" + name).json());
    assertThat(api.get("/models?q=no-such-model").json().isEmpty()).isTrue();
    assertThat(api.get("/models?q=%25").json().isEmpty()).isTrue();
  }

  @Test
  void listsModelsByNameInPages() {
    String other = name + "-b";
    Published.version(other, 1);
    api.post("/models/" + other + "/versions", "{\"version\": 1}");

    Answer second = api.get("/models?size=1&page=1&q=" + name);

    assertThat(second.json().path(0).path("name").asString()).isEqualTo(other);
    assertThat(second.header("X-Total-Count")).isEqualTo("2");
    assertThat(second.header("Link")).contains("page=0&size=1>; rel=\"prev\"");
  }

  @Test
  void listsVersionsNewestFirst() {
    Answer page = api.get("/models/" + name + "/versions?size=2");

    assertThat(page.json().valueStream().map(each -> each.path("version").intValue()))
        .containsExactly(3, 2);
    assertThat(page.header("X-Total-Count")).isEqualTo("3");
  }

  @Test
  void tellsAllOfAVersion() throws IOException {
    JsonNode version = api.get("/models/" + name + "/versions/2").json();

    assertThat(version.path("model_path").asString()).isEqualTo("models/" + name + "/2");
    assertThat(version.at("/metrics/test/roc_auc").doubleValue()).isEqualTo(0.88);
    assertThat(version.path("manifest"))
        .isEqualTo(
            json.readTree(Files.readString(Published.directory(name, 2).resolve("manifest.json"))));
    assertThat(version.path("figures").size()).isEqualTo(1);
    assertThat(version.at("/figures/0/name").asString()).isEqualTo("figures/roc.png");
    assertThat(version.path("files").size()).isEqualTo(5);
    assertThat(api.get(version.at("/figures/0/href").asString()).response().body())
        .isEqualTo("a picture");
  }

  @Test
  void comparesMetricsFeaturesAndParameters() {
    JsonNode compared = api.get("/models/" + name + "/compare?from=1&to=3").json();

    assertThat(compared.path("same_test_rows").isNull()).isTrue();
    JsonNode loss = metric(compared, "test", "log_loss");
    assertThat(loss.path("from").doubleValue()).isEqualTo(0.35);
    assertThat(loss.path("to").doubleValue()).isEqualTo(0.30);
    assertThat(loss.path("difference").doubleValue()).isEqualTo(0.30 - 0.35);
    assertThat(loss.path("better").booleanValue()).isTrue();
    assertThat(metric(compared, "test", "roc_auc").path("better").booleanValue()).isTrue();
    assertThat(metric(compared, "test", "accuracy").path("better").isNull()).isTrue();
    assertThat(metric(compared, "test", "rows").path("from").isNull()).isTrue();
    assertThat(metric(compared, "test", "rows").path("difference").isNull()).isTrue();
    assertThat(compared.at("/features/added")).hasToString("[\"years\"]");
    assertThat(compared.at("/features/removed")).hasToString("[\"age\"]");
    assertThat(compared.path("parameters"))
        .hasToString(
            "[{\"name\":\"depth\",\"from\":null,\"to\":8},{\"name\":\"iterations\",\"from\":\"200\",\"to\":null}]");
  }

  @Test
  void saysWhetherBothWereMeasuredOnTheSameRows() {
    Published.version(name, 4, 0.9, "rows-b");
    api.post("/models/" + name + "/versions", "{\"version\": 4}");

    JsonNode same = api.get("/models/" + name + "/compare?from=2&to=1").json();
    JsonNode others = api.get("/models/" + name + "/compare?from=1&to=4").json();

    assertThat(same.path("same_test_rows").booleanValue()).isTrue();
    assertThat(metric(same, "test", "roc_auc").path("better").booleanValue()).isFalse();
    assertThat(others.path("same_test_rows").isBoolean()).isTrue();
    assertThat(others.path("same_test_rows").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/versions/9, 404",
    "/versions/0, 404",
    "/versions/x, 404",
    "/versions/99999999999, 404",
    "/versions?size=0, 400",
    "/versions?q=x, 400",
    "/compare?from=1, 400",
    "/compare?from=1&to=x, 400",
    "/compare?from=1&to=3&split=test, 400",
    "/compare?from=1&to=9, 404",
    "/aliases/champion/history, 404"
  })
  void refusesWhatIsNotThere(String path, int status) {
    Answer refused = api.get("/models/" + name + path);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void namesWhatMayHaveBeenMeant() {
    assertThat(api.get("/models/" + name.replace("win", "win-")).text("detail"))
        .contains("; did you mean '" + name + "'");
    assertThat(api.get("/models/" + name + "/versions/9").text("detail"))
        .isEqualTo("Model %s has no version 9; it has 1, 2, 3".formatted(name));
  }

  private static JsonNode metric(JsonNode compared, String split, String metric) {
    return compared
        .path("metrics")
        .valueStream()
        .filter(each -> each.path("split").asString().equals(split))
        .filter(each -> each.path("metric").asString().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
