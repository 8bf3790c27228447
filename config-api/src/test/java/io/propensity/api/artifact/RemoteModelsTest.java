package io.propensity.api.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.console.Browser;
import io.propensity.api.docs.DescribedBodies;
import io.propensity.api.model.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service whose models lie in a bucket. */
@ApiTest
@TestPropertySource(properties = "propensity.models-root=gs://bucket/models")
class RemoteModelsTest {

  private static final String MLFLOW = "/api/2.0/mlflow/";
  private static final String UNREADABLE = "mount it, and set the directory";

  private final Api api;
  private final String name = Published.name();
  private final String versions = "/models/" + name + "/versions";

  RemoteModelsTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void registersAVersionByItsManifestAlone() {
    ObjectNode manifest =
        Published.elsewhere(name, 3, 0.86, "rows").put("label_note", "\u017elu\u0165");

    Answer first = register(3, manifest);
    Answer again = register(3, manifest);

    assertThat(first.status()).as(first.response().body()).isEqualTo(201);
    assertThat(first.header("Location")).isEqualTo(versions + "/3");
    assertThat(first.text("run_id")).isEqualTo(manifest.path("run_id").asString());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    JsonNode detail = api.get(versions + "/3").json();
    assertThat(detail.path("manifest")).isEqualTo(manifest);
    assertThat(detail.at("/metrics/test/roc_auc").doubleValue()).isEqualTo(0.86);
    assertThat(detail.path("files_readable").booleanValue()).isFalse();
    Answer page = Browser.of(api).get("/console" + versions + "/3");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body())
        .contains("0.86", "which the service cannot read: mount the bucket")
        .doesNotContain("roc.png");
  }

  @Test
  void refusesAVersionThatChanged() {
    register(1, Published.elsewhere(name, 1, 0.86, "rows"));

    Answer refused = register(1, Published.elsewhere(name, 1, 0.87, "rows"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("a version never changes, so publish the next one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": 1}                                    | is required: the service cannot read the models root",
        "{\"version\": 1, \"manifest\": null}                | what was sent has no format_version",
        "{\"version\": 1, \"manifest\": []}                  | what was sent has no format_version",
        "{\"version\": 1, \"manifest\": {\"format_version\": \"1.0\"}} | what was sent is no manifest: it has no name, version"
      })
  void wantsAManifest(String body, String reason) {
    Answer refused = api.post(versions, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("manifest");
    assertThat(refused.json().at("/errors/0/message").asString()).startsWith(reason);
    assertThat(api.get("/models/" + name).status()).isEqualTo(404);
  }

  @Test
  void wantsTheManifestOfThatVersion() {
    assertThat(register(2, Published.elsewhere(name, 1, 0.86, "rows")).text("detail"))
        .isEqualTo("manifest: is the manifest of model %s/1, not of %s/2".formatted(name, name));
    assertThat(register(1, Published.elsewhere("another", 1, 0.86, "rows")).text("detail"))
        .isEqualTo("manifest: is the manifest of model another/1, not of %s/1".formatted(name));
    assertThat(
            register(
                    1,
                    Published.elsewhere(name, 1, 0.86, "rows")
                        .put("created_at", "+300000-01-01T00:00:00Z"))
                .text("detail"))
        .isEqualTo(
            "manifest: has the created_at +300000-01-01T00:00:00Z, when nothing was trained");
  }

  @Test
  void movesAliasesThroughTheGateAndBack() {
    register(1, Published.elsewhere(name, 1, 0.86, "rows"));
    register(2, Published.elsewhere(name, 2, 0.84, "rows"));
    register(3, Published.elsewhere(name, 3, 0.88, "rows"));

    assertThat(assign(1).status()).isEqualTo(200);
    Answer worse = assign(2);
    assertThat(worse.status()).isEqualTo(409);
    assertThat(worse.json().at("/verdict/same_test_rows").booleanValue()).isTrue();
    assertThat(assign(3).status()).isEqualTo(200);
    Answer back = api.post("/models/" + name + "/aliases/champion/rollback", "{}");
    assertThat(back.json().path("version").intValue()).isEqualTo(1);
    assertThat(api.get("/models/" + name + "/compare?from=1&to=3").status()).isEqualTo(200);
  }

  @Test
  void tellsWhatUsesAVersionAndWhatARunCameFrom() {
    register(1, Published.elsewhere(name, 1, 0.86, "rows"));
    assign(1);
    long campaign =
        api.post(
                """
                {"name": "n", "model_path": "models:/%s@champion", "audience_filter": "TRUE"}
                """
                    .formatted(name))
            .id();
    String run = "r-remote-" + campaign;
    api.send(
        "PUT",
        "/runs/" + run,
        "{\"kind\": \"prediction\", \"campaign_id\": %d, \"campaign_revision\": 1, \"started_at\": \"2026-11-20T09:30:00Z\"}"
            .formatted(campaign),
        "Content-Type",
        "application/json");

    assertThat(api.get("/runs/" + run + "/lineage").response().body())
        .contains("\"%s/1\"".formatted(name));
    JsonNode uses = api.get(versions + "/1/uses").json();
    assertThat(uses.at("/aliases/0").asString()).isEqualTo("champion");
    assertThat(uses.at("/campaigns/0/id").longValue()).isEqualTo(campaign);
    assertThat(uses.at("/runs/0/run_id").asString()).isEqualTo(run);
  }

  @Test
  void tellsMlflowWhereAVersionLies() {
    register(1, Published.elsewhere(name, 1, 0.86, "rows"));
    String one = "?version=1&name=" + name;

    assertThat(
            api.get(MLFLOW + "model-versions/get" + one)
                .json()
                .at("/model_version/source")
                .asString())
        .isEqualTo("gs://bucket/models/" + name + "/1");
    assertThat(api.get(MLFLOW + "model-versions/get-download-uri" + one).text("artifact_uri"))
        .isEqualTo("gs://bucket/models/" + name + "/1");
  }

  @Test
  void saysWhatItCannotReadWhereFilesAreAskedFor() {
    register(1, Published.elsewhere(name, 1, 0.86, "rows"));

    for (Answer refused :
        new Answer[] {
          api.send("POST", "/models/scan", null), api.get(versions + "/1/files/model.cbm")
        }) {
      assertThat(refused.status()).isEqualTo(501);
      assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(refused.text("detail"))
          .startsWith("This needs the files of models")
          .endsWith(UNREADABLE);
    }
  }

  @Test
  void answersAsItsDocumentSays() {
    DescribedBodies described = new DescribedBodies(api.get("/openapi.json").json());

    assertThat(
            described.violationsOfAnswer(
                "POST",
                "/models/{name}/versions",
                register(1, Published.elsewhere(name, 1, 0.86, "rows"))))
        .isEmpty();
    assertThat(
            described.violationsOfAnswer(
                "GET", "/models/{name}/versions/{version}", api.get(versions + "/1")))
        .isEmpty();
  }

  @Test
  void takesCampaignsWithAWarning() {
    Answer created =
        api.post(
            """
            {"name": "n", "model_path": "gs://bucket/models/remote/1", "audience_filter": "TRUE",
             "features": ["age"]}
            """);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/warnings/0").asString())
        .startsWith("model remote/1 is not in the registry: it was not checked");
  }

  private Answer register(int version, ObjectNode manifest) {
    return api.post(versions, "{\"version\": %d, \"manifest\": %s}".formatted(version, manifest));
  }

  private Answer assign(int version) {
    return api.send(
        "PUT",
        "/models/" + name + "/aliases/champion",
        "{\"version\": %d}".formatted(version),
        "Content-Type",
        "application/json");
  }
}
