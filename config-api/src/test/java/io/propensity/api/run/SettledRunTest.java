package io.propensity.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What a run scores with is settled once, and stays, whatever becomes of campaign and alias. */
@RegistryTest
@DirtiesContext
class SettledRunTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JSON = "application/json";

  private final Api api;
  private final String name = Published.name();

  SettledRunTest(@Autowired Api api) {
    this.api = api;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("propensity.launcher.type", () -> "local");
    registry.add("propensity.launcher.home", () -> JOBS.home().toString());
    registry.add("propensity.launcher.concurrency", () -> "4");
    registry.add("propensity.data-directory", JOBS::data);
  }

  @BeforeEach
  void publish() {
    for (int version = 1; version <= 2; version++) {
      Published.version(name, version);
      assertThat(
              api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version))
                  .status())
          .isEqualTo(201);
    }
    champion(1);
  }

  @Test
  void settlesAnAliasWhenTheRunIsQueued() throws Exception {
    long campaign = campaign("models:/%s@champion");

    Answer queued = start(campaign, "r-alias-" + campaign, 65);
    champion(2);

    assertModel(queued.json(), 1);
    assertThat(queued.json().at("/model/href").asString())
        .isEqualTo("/models/%s/versions/1".formatted(name));
    JsonNode failed = over("r-alias-" + campaign);
    assertModel(failed, 1);
    assertThat(log("r-alias-" + campaign))
        .contains("--campaign-revision=1 --model=%s/1 --run-id".formatted(name));
    assertModel(start(campaign, "r-alias-" + campaign, 65).json(), 1);
    assertModel(start(campaign, "r-later-" + campaign, 1).json(), 2);
  }

  @Test
  void triesARunAgainWithTheSameRevisionAndVersion() throws Exception {
    long campaign = campaign("models:/%s/latest");
    String run = "r-again-" + campaign;
    start(campaign, run, 65);
    over(run);
    Published.version(name, 3);
    api.post("/models/" + name + "/versions", "{\"version\": 3}");
    api.patch(campaign, "{\"audience_filter\": \"age > 1\"}");

    Answer retried = api.post("/runs/%s/retry".formatted(run), "");

    assertThat(retried.status()).isEqualTo(202);
    assertModel(retried.json(), 2);
    assertThat(retried.json().path("campaign_revision").intValue()).isEqualTo(1);
    over(run);
    assertThat(log(run)).contains("--campaign-revision=1 --model=%s/2 ".formatted(name));
  }

  @Test
  void doesNotTryAgainWithAVersionThatIsDeleted() throws Exception {
    long campaign = campaign("models/%s/2");
    String run = "r-gone-" + campaign;
    start(campaign, run, 65);
    over(run);
    api.patch(campaign, "{\"model_path\": \"models/%s/1\"}".formatted(name));
    assertThat(api.send("DELETE", "/models/" + name + "/versions/2", null).status()).isEqualTo(200);

    Answer refused = api.post("/runs/%s/retry".formatted(run), "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail"))
        .startsWith(
            "Campaign %d cannot be scored: model %s/2 was deleted".formatted(campaign, name));
  }

  @Test
  void refusesARunWhoseModelCannotBeTold() {
    long campaign = campaign("models:/%s@champion");
    api.send("DELETE", "/models/" + name + "/aliases/champion", null);
    long unknown = campaign("models:/not-of-%s@champion");

    Answer refused = api.post("/campaigns/%d/runs".formatted(campaign), "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail"))
        .isEqualTo(
            "Campaign %d cannot be scored: model %s has no alias 'champion'; it has none"
                .formatted(campaign, name));
    assertThat(api.post("/campaigns/%d/runs".formatted(unknown), "").text("detail"))
        .endsWith(
            "model not-of-%s@champion is not in the registry: POST /models/scan registers what is published"
                .formatted(name));
    assertThat(tell("r-none-" + campaign, campaign, "09:30", "").status()).isEqualTo(409);
    assertThat(api.get("/runs/r-none-" + campaign).status()).isEqualTo(404);
  }

  @Test
  void settlesARunByHandWhenItIsFirstHeardOf() {
    long campaign = campaign("models:/%s@champion");
    String run = "r-hand-" + campaign;

    Answer first = tell(run, campaign, "09:30", ", \"campaign_revision\": 1");
    champion(2);
    api.patch(campaign, "{\"audience_filter\": \"age > 1\"}");
    Answer second = tell(run, campaign, "10:30", ", \"campaign_revision\": 2");

    assertModel(first.json(), 1);
    assertModel(second.json(), 1);
    assertThat(second.json().path("attempt").intValue()).isEqualTo(2);
    assertThat(second.json().path("campaign_revision").intValue()).isEqualTo(1);
    assertModel(tell("r-other-" + campaign, campaign, "10:30", "").json(), 2);
  }

  @Test
  void takesTheVersionThatAJobSaysItUses() {
    long campaign = campaign("models:/%s@champion");
    String given = ", \"model_name\": \"%s\", \"model_version\": 2".formatted(name);

    assertModel(tell("r-given-" + campaign, campaign, "09:30", given).json(), 2);
    Answer half = tell("r-half-" + campaign, campaign, "09:30", ", \"model_name\": \"a\"");
    assertThat(half.status()).isEqualTo(400);
    assertThat(half.text("detail"))
        .isEqualTo("A run's notice has model_name and model_version, or neither");
    assertThat(
            tell(
                    "r-odd-" + campaign,
                    campaign,
                    "09:30",
                    ", \"model_name\": \"../a\", \"model_version\": 1")
                .status())
        .isEqualTo(400);
    assertThat(tell("r-past-" + campaign, campaign, "09:30", ", \"campaign_revision\": 9").status())
        .isEqualTo(404);
  }

  @Test
  void listsTheRunsOfAVersion() throws Exception {
    long campaign = campaign("models/%s/2");
    start(campaign, "r-listed-" + campaign, 1);
    over("r-listed-" + campaign);

    assertThat(api.get("/runs?model=%s/2".formatted(name)).json())
        .singleElement()
        .satisfies(run -> assertModel(run, 2));
    assertThat(api.get("/runs?model=%s/1".formatted(name)).json()).isEmpty();
    assertThat(api.get("/runs?model=" + name).json().path("errors"))
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.path("message").asString())
                    .isEqualTo("must be a version of a model, e.g. campaign-response/3"));
  }

  private void assertModel(JsonNode run, int version) {
    assertThat(run.at("/model/name").asString("")).as(run.toString()).isEqualTo(name);
    assertThat(run.at("/model/version").intValue()).as(run.toString()).isEqualTo(version);
  }

  private void champion(int version) {
    Answer moved =
        api.send(
            "PUT",
            "/models/" + name + "/aliases/champion",
            "{\"version\": %d, \"force\": true, \"reason\": \"a test\"}".formatted(version),
            "Content-Type",
            JSON);
    assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
  }

  private long campaign(String modelPath) {
    Answer made =
        api.post(
            "{\"name\": \"n\", \"model_path\": \"%s\", \"audience_filter\": \"TRUE\", \"features\": %s}"
                .formatted(modelPath.formatted(name), features(modelPath)));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.id();
  }

  private static String features(String modelPath) {
    return modelPath.contains("not-of")
        ? "[\"x\"]"
        : "[\"" + String.join("\", \"", Published.features()) + "\"]";
  }

  private Answer start(long campaign, String run, int code) {
    Answer accepted =
        api.post(
            "/campaigns/%d/runs".formatted(campaign),
            "{\"run_id\": \"%s\", \"options\": {\"limit\": %d}}".formatted(run, code));
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    return accepted;
  }

  private Answer tell(String run, long campaign, String time, String more) {
    return api.send(
        "PUT",
        "/runs/" + run,
        "{\"kind\": \"prediction\", \"campaign_id\": %d, \"started_at\": \"2026-11-20T%s:00Z\"%s}"
            .formatted(campaign, time, more),
        "Content-Type",
        JSON);
  }

  private String log(String run) {
    return api.get("/runs/%s/log?lines=50".formatted(run)).response().body();
  }

  private JsonNode over(String run) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode now = api.get("/runs/" + run).json();
    while (now.path("finished_at").isNull() && System.nanoTime() < end) {
      Thread.sleep(50);
      now = api.get("/runs/" + run).json();
    }
    assertThat(now.path("finished_at").isNull()).as(now.toString()).isFalse();
    return now;
  }
}
