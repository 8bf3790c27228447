package io.propensity.api.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import io.propensity.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs that register themselves, the versions that they used, and what both come from. */
@RegistryTest
class LineageTest {

  private final Api api;
  private final JsonMapper json;
  private final String name = Published.name();

  LineageTest(@Autowired Api api, @Autowired JsonMapper json) {
    this.api = api;
    this.json = json;
  }

  @BeforeEach
  void publish() {
    Published.version(
        name,
        1,
        manifest -> {
          manifest.put("run_id", "r-trained-" + name);
          ((ObjectNode) manifest.path("training_data"))
              .put("uri", "/w/features")
              .put("snapshot", 4_611_686_018_427_387_905L)
              .putObject("sources")
              .put("raw", 12);
        });
    Published.version(name, 2);
    api.post("/models/" + name + "/versions", "{\"version\": 1}");
    api.post("/models/" + name + "/versions", "{\"version\": 2}");
  }

  @Test
  void followsAScoringRunBackToTheTablesOfItsTraining() {
    long campaign = campaign("models/%s/1".formatted(name));
    String run = "r-scored-" + campaign;
    tell(run, campaign, report(run, 1).toString());
    String trained = "r-trained-" + name;

    assertThat(lineage(run))
        .containsExactly(
            "prediction_run %s of null null /runs/%s".formatted(run, run),
            "campaign_revision %d/2 of %s null /campaigns/%d/revisions/2"
                .formatted(campaign, run, campaign),
            "table users of %s 77 null".formatted(run),
            "model_version %s/1 of %s null /models/%s/versions/1".formatted(name, run, name),
            "training_run %s of %s/1 null null".formatted(trained, name),
            "table /w/features of %s 4611686018427387905 null".formatted(trained),
            "table raw of %s 12 null".formatted(trained));

    train(trained, report(trained, 1).put("kind", "training").toString());
    assertThat(lineage(run))
        .contains("training_run %s of %s/1 null /runs/%s".formatted(trained, name, trained));
  }

  @Test
  void followsATrainingRunToWhatItReadAndPublished() {
    String run = "r-trained-" + name;
    train(run, report(run, 1).put("kind", "training").toString());

    assertThat(lineage(run))
        .containsExactly(
            "training_run %s of null null /runs/%s".formatted(run, run),
            "table users of %s 77 null".formatted(run),
            "model_version %s/1 of %s null /models/%s/versions/1".formatted(name, run, name));
    JsonNode told = api.get("/runs/" + run).json();
    assertThat(told.at("/model/version").intValue()).isEqualTo(1);
    assertThat(told.at("/snapshots/users").longValue()).isEqualTo(77);
    assertThat(told.path("report_location").asString()).isEqualTo("/reports/index.html");
    assertThat(told.at("/report/warnings/0").asString()).isEqualTo("a warning");
  }

  @Test
  void tellsAsMuchAsIsKnown() {
    long campaign = campaign("models/not-of-%s/4".formatted(name));
    String run = "r-begun-" + campaign;
    tell(run, campaign, null);

    assertThat(lineage(run))
        .containsExactly(
            "prediction_run %s of null null /runs/%s".formatted(run, run),
            "campaign_revision %d/1 of %s null /campaigns/%d/revisions/1"
                .formatted(campaign, run, campaign),
            "model_version not-of-%s/4 of %s null null".formatted(name, run));
    assertThat(api.get("/runs/r-absent/lineage").text("detail"))
        .isEqualTo("There is no run r-absent");
    assertThat(api.get("/runs/Odd/lineage").status()).isEqualTo(404);
  }

  @Test
  void findsWhatUsesAVersion() {
    alias("champion", 2);
    long byVersion = campaign("models:/%s/2".formatted(name));
    long byAlias = campaign("models:/%s@champion".formatted(name));
    long byLatest = campaign("models:/%s/latest".formatted(name));
    long archived = campaign("models/%s/2".formatted(name));
    api.delete(archived);
    campaign("models/%s/1".formatted(name));
    for (int i = 1; i <= 3; i++) {
      tell("r-use-%d-%d".formatted(byVersion, i), byVersion, null);
    }

    Answer first = api.get("/models/%s/versions/2/uses?size=2".formatted(name));

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().path("aliases"))
        .extracting(JsonNode::asString)
        .containsExactly("champion");
    assertThat(first.json().path("campaigns"))
        .extracting(campaign -> campaign.path("id").longValue())
        .containsExactly(byVersion, byAlias, byLatest);
    assertThat(first.json().at("/campaigns/1/model_path").asString())
        .isEqualTo("models:/%s@champion".formatted(name));
    assertThat(first.json().at("/campaigns/0/href").asString())
        .isEqualTo("/campaigns/" + byVersion);
    List<String> runs = new ArrayList<>(ids(first));
    String link = first.header("Link");
    Answer second = api.get(link.substring(link.indexOf("/models/"), link.indexOf('>')));
    runs.addAll(ids(second));
    assertThat(runs)
        .containsExactly(
            "r-use-%d-3".formatted(byVersion),
            "r-use-%d-2".formatted(byVersion),
            "r-use-%d-1".formatted(byVersion));
    assertThat(second.header("Link")).isEmpty();
  }

  @Test
  void knowsNoUsesOfWhatThereIsNot() {
    assertThat(api.get("/models/%s/versions/9/uses".formatted(name)).status()).isEqualTo(404);
    assertThat(api.get("/models/%s/versions/x/uses".formatted(name)).status()).isEqualTo(404);
    assertThat(api.get("/models/no-such/versions/1/uses").status()).isEqualTo(404);
    assertThat(
            api.get("/models/%s/versions/1/uses?page=1&before=x&size=0".formatted(name))
                .json()
                .path("errors"))
        .hasSize(3);
  }

  @Test
  void keepsAVersionWithWhichARunScored() {
    long campaign = campaign("models/%s/1".formatted(name));
    String used = "r-used-" + campaign;
    tell(used, campaign, report(used, 1).toString());
    String failed = "r-failed-" + campaign;
    fail(failed, campaign);
    api.patch(campaign, "{\"model_path\": \"models/%s/2\"}".formatted(name));

    Answer refused = api.send("DELETE", "/models/%s/versions/1".formatted(name), null);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail"))
        .isEqualTo(
            "Model %s/1 is in use by run %s: have them name another version first; what a run used is kept"
                .formatted(name, used));
  }

  @Test
  void letsAVersionGoWithWhichNoRunSucceeded() {
    long campaign = campaign("models/%s/1".formatted(name));
    fail("r-failed-" + campaign, campaign);
    train("r-trained-" + name, report("r-trained-" + name, 1).put("kind", "training").toString());
    api.patch(campaign, "{\"model_path\": \"models/%s/2\"}".formatted(name));

    assertThat(api.send("DELETE", "/models/%s/versions/1".formatted(name), null).status())
        .isEqualTo(200);
  }

  private List<String> lineage(String run) {
    return api.get("/runs/%s/lineage".formatted(run))
        .json()
        .valueStream()
        .map(
            node ->
                "%s %s of %s %s %s"
                    .formatted(
                        node.path("type").asString(),
                        node.path("id").asString(),
                        orNull(node.path("of")),
                        orNull(node.path("snapshot")),
                        orNull(node.path("href"))))
        .toList();
  }

  private static String orNull(JsonNode value) {
    return value.isNull() ? "null" : value.asString();
  }

  private static List<String> ids(Answer uses) {
    return uses.json()
        .path("runs")
        .valueStream()
        .map(run -> run.path("run_id").asString())
        .toList();
  }

  private void alias(String alias, int version) {
    api.send(
        "PUT",
        "/models/%s/aliases/%s".formatted(name, alias),
        "{\"version\": %d, \"force\": true, \"reason\": \"a test\"}".formatted(version),
        "Content-Type",
        "application/json");
  }

  private long campaign(String modelPath) {
    String features =
        modelPath.contains("not-of")
            ? "[\"x\"]"
            : "[\"" + String.join("\", \"", Published.features()) + "\"]";
    Answer made =
        api.post(
            "{\"name\": \"n\", \"model_path\": \"%s\", \"audience_filter\": \"TRUE\", \"features\": %s}"
                .formatted(modelPath, features));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.id();
  }

  private void tell(String run, long campaign, @Nullable String report) {
    put(
        run,
        "\"kind\": \"prediction\", \"campaign_id\": %d%s"
            .formatted(campaign, report == null ? "" : done(report)));
  }

  private void fail(String run, long campaign) {
    put(
        run,
        "\"kind\": \"prediction\", \"campaign_id\": %d, \"state\": \"failed\", \"exit_code\": 65"
            .formatted(campaign));
  }

  private void train(String run, String report) {
    put(run, "\"kind\": \"training\", \"pipeline\": \"%s\"%s".formatted(name, done(report)));
  }

  private static String done(String report) {
    return ", \"state\": \"succeeded\", \"exit_code\": 0, \"report_location\": \"/reports/index.html\", \"report\": "
        + report;
  }

  private void put(String run, String fields) {
    Answer told =
        api.send(
            "PUT",
            "/runs/" + run,
            "{\"started_at\": \"2026-11-20T09:30:00Z\", %s}".formatted(fields),
            "Content-Type",
            "application/json");
    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
  }

  private ObjectNode report(String run, int version) {
    try (InputStream golden = RunReport.class.getResourceAsStream("/golden/run-report.json")) {
      ObjectNode report = (ObjectNode) json.readTree(golden);
      report.put("run_id", run).put("model_name", name).put("model_version", version);
      report.putObject("snapshots").put("users", 77);
      report.putArray("warnings").add("a warning");
      return report;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
