package io.propensity.api.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.console.Browser;
import io.propensity.api.console.Found;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import io.propensity.api.security.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@RegistryTest
class ModelPagesTest {

  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;";

  private final Api api;
  private final Browser browser;
  private final String name = Published.name();
  private final String page = "/console/models/" + name;

  ModelPagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @BeforeEach
  void register() {
    Published.version(name, 1, 0.86, "rows-a");
    Published.version(name, 2, 0.88, "rows-a");
    Published.version(name, 3, 0.84, "rows-a");
    for (int version = 1; version <= 3; version++) {
      api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  @Test
  void listsModelsByAPartOfTheirName() {
    promote("champion", "2");

    assertThat(browser.get("/console/models?q=" + name).response().body())
        .contains("href=\"%s\"".formatted(page), "champion</span> → <a href=\"" + page);
    Answer none = browser.get("/console/models?q=%3Cscript%3Ealert(1)%3C/script%3E");
    assertThat(none.status()).isEqualTo(200);
    assertThat(none.response().body())
        .contains("No model has such a name", ESCAPED)
        .doesNotContain(SCRIPT);
  }

  @Test
  void listsTheVersionsOfAModelWithTheirMetric() {
    assertThat(browser.get(page).response().body())
        .contains(page + "/versions/3", "roc_auc", "0.86", "0.88", "0.84", "Promote a version");
    assertThat(browser.get("/console/models/no-such").status()).isEqualTo(404);
  }

  @Test
  void promotesThroughTheGateAndSaysWhy() {
    Answer promoted = promote("champion", "1");
    assertThat(promoted.status()).isEqualTo(302);
    assertThat(promoted.header("Location")).endsWith(page + "/aliases/champion");

    Answer refused = promote("champion", "3", "reason", SCRIPT);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.response().body())
        .contains("roc_auc 0.84 of version 3 is worse than the 0.86 of version 1", ESCAPED)
        .doesNotContain(SCRIPT);

    Answer forced = promote("champion", "3", "reason", SCRIPT, "force", "true");
    assertThat(forced.status()).isEqualTo(302);
    assertThat(browser.get(page + "/aliases/champion").response().body())
        .contains("version 3", "forced", ESCAPED, "is worse than the 0.86 of version 1")
        .doesNotContain(SCRIPT);
  }

  @Test
  void saysBesideAFieldWhatIsWrongWithIt() {
    Answer wrong = promote("champion", "9", "force", "true", "metric", "odd");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.response().body())
        .contains("id=\"metric-error\"", "is no metric by which a model is better")
        .contains("id=\"reason-error\"", "is required where force is true");
    assertThat(promote("no alias", "1").status()).isEqualTo(400);
    assertThat(promote("champion", "x").response().body())
        .contains("must be the number of a version");
  }

  @Test
  void rollsBackAndRemoves() {
    promote("champion", "1");
    promote("champion", "2");

    Answer back = browser.post(page + "/aliases/champion/rollback", "reason", "too slow");
    assertThat(back.status()).isEqualTo(302);
    assertThat(browser.get(page + "/aliases/champion").response().body())
        .contains("Rolled back", "too slow", "version 1");

    assertThat(browser.post(page + "/aliases/champion/remove").status()).isEqualTo(302);
    assertThat(browser.get(page + "/aliases/champion").response().body())
        .contains("points at no version now")
        .doesNotContain("Remove the alias");
  }

  @Test
  void showsAVersionWithItsFigures() {
    Published.version(
        name,
        4,
        manifest -> {
          manifest.putArray("warnings").add(SCRIPT);
          ((ObjectNode) manifest.path("parameters")).put("note", SCRIPT);
        });
    api.post("/models/" + name + "/versions", "{\"version\": 4}");

    Answer shown = browser.get(page + "/versions/4");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.response().body())
        .contains("src=\"%s/versions/4/files/figures/roc.png\"".formatted(page), ESCAPED)
        .doesNotContain(SCRIPT, "style=");
    assertThat(browser.get(page + "/versions/4/files/figures/roc.png").response().body())
        .isEqualTo("a picture");
    assertThat(browser.get(page + "/versions/4/files/other.txt").status()).isEqualTo(404);
  }

  @Test
  void showsWhatAVersionComesFromWhereItsTrainingIsKnown() {
    String run = Found.training(api, name);
    Published.version(name, 4, manifest -> manifest.put("run_id", run));
    api.post("/models/" + name + "/versions", "{\"version\": 4}");

    assertThat(browser.page(page + "/versions/4"))
        .contains("class=\"lineage\"", "href=\"/console/runs/" + run);
    assertThat(browser.page(page + "/versions/3")).doesNotContain("What it comes from");
  }

  @Test
  void putsTwoVersionsSideBySide() {
    Answer compared = browser.get(page + "/compare?from=1&to=3");

    assertThat(compared.status()).isEqualTo(200);
    assertThat(compared.response().body())
        .contains(
            "Both were measured on the same test rows.",
            "data-verdict=\"worse\"",
            "-0.02",
            page + "/versions/1/files/figures/roc.png",
            page + "/versions/3/files/figures/roc.png");
    assertThat(browser.get(page + "/compare?from=1").status()).isEqualTo(400);
    assertThat(browser.get(page + "/compare?from=1&to=9").status()).isEqualTo(404);
  }

  @Test
  void scansTheStore() {
    Published.version(name, 7);

    Answer scanned = browser.post("/console/models/scan");

    assertThat(scanned.status()).isEqualTo(200);
    assertThat(scanned.response().body()).contains("Newly registered", name + "/7");
  }

  @Test
  void letsNobodyPromoteWhoMayNot() {
    Browser editor = Browser.of(api.as(Tokens.created(api, "writes", "editor").text("token")));

    assertThat(editor.get(page).response().body()).doesNotContain("Promote");
    assertThat(editor.post(page + "/promote", "alias", "champion", "version", "1").status())
        .isEqualTo(403);
    assertThat(browser.forge(page + "/promote", "alias", "champion", "version", "1").status())
        .isEqualTo(403);
    assertThat(api.get("/models/%s/aliases".formatted(name)).json()).isEmpty();
  }

  private Answer promote(String alias, String version, String... more) {
    String[] fields = new String[more.length + 4];
    fields[0] = "alias";
    fields[1] = alias;
    fields[2] = "version";
    fields[3] = version;
    System.arraycopy(more, 0, fields, 4, more.length);
    return browser.post(page + "/promote", fields);
  }

  @Test
  void drawsTheCurvesOfTwoVersionsInOneChart() {
    String compared = browser.get(page + "/compare?from=1&to=2").response().body();

    assertThat(compared)
        .contains("&quot;Version 1, test&quot;", "&quot;Version 2, test&quot;", "echarts.min.js")
        .contains("[[0.0,0.0],[0.2,0.7],[1.0,1.0]]", "[[0.5,0.9],[1.0,0.3]]", "[0.6,0.55]]");
    assertThat(compared.split("data-chart=", -1)).hasSize(4);
  }

  @Test
  void comparesVersionsWithoutCurvesAsBefore() {
    String plain = Published.name();
    for (int version = 1; version <= 2; version++) {
      Published.version(plain, version, ModelPagesTest::withoutCurves);
      api.post("/models/" + plain + "/versions", "{\"version\": %d}".formatted(version));
    }

    assertThat(
            browser
                .get("/console/models/%s/compare?from=1&to=2".formatted(plain))
                .response()
                .body())
        .contains("Metrics")
        .doesNotContain("data-chart", "echarts");
  }

  @Test
  void tellsOfCurvesThatItCannotRead() throws IOException {
    Files.writeString(Published.directory(name, 1).resolve("curves.json"), "{\"roc\": 7}");

    Answer compared = browser.get(page + "/compare?from=1&to=2");

    assertThat(compared.status()).isEqualTo(200);
    assertThat(compared.response().body())
        .contains(
            "Metrics",
            "&#39;curves.json&#39; of model %s/1".formatted(name),
            "&quot;Version 2, test&quot;")
        .doesNotContain("&quot;Version 1, test&quot;");
  }

  private static void withoutCurves(ObjectNode manifest) {
    ArrayNode kept = manifest.arrayNode();
    manifest
        .path("files")
        .valueStream()
        .filter(file -> !file.path("path").asString().equals("curves.json"))
        .forEach(kept::add);
    manifest.set("files", kept);
  }
}
