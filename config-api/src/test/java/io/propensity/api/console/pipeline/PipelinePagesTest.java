package io.propensity.api.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.console.Browser;
import io.propensity.api.console.GoldenReport;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import io.propensity.api.run.FakeJobs;
import io.propensity.api.security.Tokens;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RegistryTest
@DirtiesContext
class PipelinePagesTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final String SCRIPT = "<script>alert(1)</script>";

  private final Api api;
  private final Browser browser;

  PipelinePagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    JOBS.describe(registry);
  }

  @Test
  void trainsAPipelineAndListsIt() {
    assertThat(browser.get("/console/pipelines/telco-churn").response().body())
        .contains("Train it", "value=\"evaluate\"");

    Answer started =
        browser.post(
            "/console/pipelines/telco-churn/runs",
            "trial",
            "true",
            "steps",
            "train",
            "steps",
            "evaluate");

    assertThat(started.status()).isEqualTo(302);
    String run = started.header("Location").replaceAll(".*/console", "");
    JsonNode options = api.get(run).json().path("options");
    assertThat(options.path("trial").booleanValue()).isTrue();
    assertThat(options.path("steps")).hasToString("[\"train\",\"evaluate\"]");
    assertThat(browser.get("/console/pipelines").response().body())
        .contains("/console/pipelines/telco-churn", run.replace("/runs/", ""));
  }

  @Test
  void manyPipelinesArePaged() throws IOException {
    for (int i = 10; i < 40; i++) {
      JOBS.writePipeline("zone-" + i);
    }

    assertThat(browser.get("/console/pipelines").response().body())
        .contains("1 to 25 of ", "/console/pipelines?page=1", "zone-10")
        .doesNotContain("zone-39");
    assertThat(browser.get("/console/pipelines?page=1").response().body())
        .contains("zone-39", "/console/pipelines?page=0");
    assertThat(browser.get("/console/pipelines?page=x").status()).isEqualTo(400);
  }

  @Test
  void refusesWhatTheApiRefuses() {
    Answer odd = browser.post("/console/pipelines/telco-churn/runs", "steps", SCRIPT);

    assertThat(odd.status()).isEqualTo(400);
    assertThat(odd.response().body())
        .contains("must be an array of ingest, features, train, evaluate and export")
        .doesNotContain(SCRIPT);
    assertThat(browser.post("/console/pipelines/no-such/runs").status()).isEqualTo(404);
    assertThat(browser.get("/console/pipelines/no-such").status()).isEqualTo(404);
  }

  @Test
  void showsWhatTheLastTrainingReportedAndTheVersions() {
    String name = Published.name();
    for (int version = 1; version <= 3; version++) {
      Published.version(name, version, tuned(version));
      api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version));
    }
    report(name);

    Answer shown = browser.get("/console/pipelines/" + name);

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.response().body())
        .contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "19,990 used + 10 rejected = 20,000 rows of training data",
            "class=\"parallel\"",
            ">depth_of_the_test<",
            "/console/models/%s/versions/3".formatted(name),
            "This service cannot start its training")
        .doesNotContain(SCRIPT, "style=");
  }

  @Test
  void letsNobodyTrainWhoMayNot() {
    Browser viewer = Browser.of(api.as(Tokens.created(api, "looks", "viewer").text("token")));

    assertThat(viewer.get("/console/pipelines/telco-churn").response().body())
        .doesNotContain("Train it");
    assertThat(viewer.post("/console/pipelines/telco-churn/runs").status()).isEqualTo(403);
    assertThat(browser.forge("/console/pipelines/telco-churn/runs").status()).isEqualTo(403);
  }

  private static Consumer<ObjectNode> tuned(int version) {
    return manifest -> {
      ((ObjectNode) manifest.path("parameters")).put("depth_of_the_test", 3 + version);
      ((ObjectNode) manifest.at("/metrics/test")).put("roc_auc", 0.8 + version / 100.0);
    };
  }

  private void report(String name) {
    String run = "r-trained-" + name;
    ObjectNode report = GoldenReport.ofTraining(run).put("model_name", name);
    report.putArray("warnings").add(SCRIPT);
    Answer told =
        api.send(
            "PUT",
            "/runs/" + run,
            "{\"started_at\": \"2026-11-20T09:30:00Z\", \"kind\": \"training\", \"pipeline\": \"%s\", \"state\": \"succeeded\", \"exit_code\": 0, \"report\": %s}"
                .formatted(name, report),
            "Content-Type",
            "application/json");
    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
  }
}
