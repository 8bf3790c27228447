package io.propensity.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.security.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What attackers try on the pages: scripts in fields, forged forms, frames, another's role. */
@ConsoleTest
class PageSafetyTest {

  private static final String SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  private static final Pattern ASSET =
      Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg))\"");
  private static final int LARGEST = 100 * 1024;

  private final Api api;
  private final Browser browser;

  PageSafetyTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  private long attackers() {
    ObjectNode body = new JsonMapper().createObjectNode();
    body.put("name", SCRIPT).put("model_path", "models/nobody/1");
    body.put("audience_filter", "name = '" + SCRIPT.replace("'", "''") + "'");
    body.putArray("features").add(SCRIPT);
    body.put("newest_by", SCRIPT).put("users_table", "lake.crm.users");
    Answer created = api.post(body.toString());
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    return created.id();
  }

  @Test
  void showsScriptsOfFieldsAsText() {
    long id = attackers();
    api.patch(id, "{\"newest_by\": \"<b>x</b>\"}");
    for (String path :
        List.of(
            "/console/campaigns?size=1000",
            "/console/campaigns/%d?saved",
            "/console/campaigns/%d/edit",
            "/console/campaigns/%d/history",
            "/console/settings/schedules",
            "/console/runs",
            "/console/campaigns/%d/diff?from=1&to=2")) {
      assertThat(browser.page(path.formatted(id)))
          .as(path)
          .doesNotContain("<script>alert", "<img src=x", "<b>x</b>")
          .contains("&lt;script&gt;alert");
    }
  }

  @Test
  void reflectsNoScript() {
    String page = "/console/campaigns/" + attackers();
    String script = URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8);
    List<String> answers =
        List.of(
            browser.get("/console/campaigns?q=" + script).response().body(),
            browser.get("/console/campaigns?" + script + "=1").response().body(),
            browser.get("/console/campaigns/" + script.replace("%2F", "")).response().body(),
            browser.get("/console/campaigns/hints/model?model_path=" + script).response().body(),
            browser
                .get("/console/campaigns/hints/firings?time_zone=UTC&cron=" + script)
                .response()
                .body(),
            browser.post(page + "/runs", "segments", SCRIPT, "explain", SCRIPT).response().body(),
            browser
                .post(
                    page + "/schedules",
                    "cron",
                    SCRIPT,
                    "time_zone",
                    SCRIPT,
                    "users.format",
                    SCRIPT,
                    "users.schema",
                    SCRIPT,
                    "users.partition",
                    SCRIPT,
                    "users.snapshot",
                    SCRIPT,
                    "segments",
                    SCRIPT,
                    "explain",
                    SCRIPT)
                .response()
                .body(),
            browser
                .post("/console/settings/schedules", "segments", SCRIPT, "explain", SCRIPT)
                .response()
                .body(),
            browser
                .post(
                    "/console/campaigns/preview", "audience_filter", SCRIPT, "users_table", SCRIPT)
                .response()
                .body(),
            browser
                .post(
                    "/console/campaigns",
                    "name",
                    SCRIPT,
                    "model_path",
                    SCRIPT,
                    "audience_filter",
                    SCRIPT,
                    "users_table",
                    SCRIPT,
                    "holdout",
                    SCRIPT,
                    "newest_by",
                    SCRIPT,
                    "max_drift",
                    SCRIPT,
                    "segments",
                    SCRIPT,
                    "output.format",
                    SCRIPT,
                    "output.table",
                    SCRIPT,
                    "output.partition_by",
                    SCRIPT,
                    "output.top",
                    SCRIPT,
                    "output.min_score",
                    SCRIPT,
                    "output.keep_runs",
                    SCRIPT,
                    "features",
                    SCRIPT)
                .response()
                .body());

    assertThat(answers)
        .allSatisfy(body -> assertThat(body).doesNotContain("<script>alert", "<img src=x"));
  }

  @Test
  void showsScriptsOfTokensAndOfReasonsAsText() {
    Answer refused = browser.post("/console/settings/tokens", "name", SCRIPT, "role", SCRIPT);
    assertThat(refused.status()).isEqualTo(400);
    String model = Published.name();
    String alias = "/models/%s/aliases/champion".formatted(model);
    for (int version = 1; version <= 2; version++) {
      Published.version(model, version, 0.8 + version / 100.0, "rows-a");
      api.post("/models/" + model + "/versions", "{\"version\": %d}".formatted(version));
      String move = "{\"version\": %d}".formatted(version);
      api.send("PUT", alias, move, "Content-Type", "application/json");
    }
    Answer rolledBack = browser.post("/console" + alias + "/rollback", "reason", SCRIPT);
    assertThat(rolledBack.status()).as(rolledBack.response().body()).isEqualTo(302);

    isText(refused.response().body());
    isText(browser.page("/console" + alias));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settings/users-tables?table=",
        "settings/audit?caller=",
        "runs?campaign=",
        "runs?pipeline=",
        "runs?model=",
        "runs?since=",
        "models?q="
      })
  void showsWhatIsLookedForAsText(String address) {
    String script = URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8);

    isText(browser.get("/console/" + address + script).response().body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs?state=", "runs?before=", "settings/audit?since="})
  void refusesWhatCannotBeLookedForWithoutRepeatingIt(String address) {
    String script = URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8);

    assertThat(browser.get("/console/" + address + script).response().body())
        .doesNotContain("<script>alert", "<img src=x");
  }

  private static void isText(String page) {
    assertThat(page).doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;alert");
  }

  @Test
  void refusesFormsOfOtherPages() {
    long id = attackers();
    for (String path :
        List.of(
            "/console/campaigns",
            "/console/campaigns/%d/archive".formatted(id),
            "/console/campaigns/%d/runs".formatted(id),
            "/console/campaigns/%d/schedules".formatted(id))) {
      Answer forged = browser.forge(path, "revision", "1", "_csrf", "stolen");

      assertThat(forged.status()).as(path).isEqualTo(403);
      assertThat(forged.response().body()).contains("The form is too old, or was not sent from");
    }
    assertThat(api.get("/campaigns/" + id).status()).isEqualTo(200);
  }

  @Test
  void keepsAFormGoodWhileOtherPartsOfItsPageAreLoaded() {
    Answer page = browser.get("/console/campaigns/new");

    Answer part =
        api.get(
            "/console/campaigns/hints/words?users_table=x",
            "Cookie",
            page.header("Set-Cookie").replaceFirst(";.*", ""));

    assertThat(part.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/campaigns", "/console/campaigns/new", "/console/nowhere"})
  void mayNotBeFramedNorRunWhatIsWrittenInPlace(String path) {
    Answer page = browser.get(path);

    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'self';")
        .contains("frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
    assertThat(page.response().body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern(" (style|on[a-z]+)=\"")
        .doesNotContain("<style", "http://", "https://");
    assertThat(page.response().body().length()).isLessThan(LARGEST);
  }

  @Test
  void takesNoFormOfMoreThanAMebibyte() {
    Answer refused = browser.post("/console/campaigns", "name", "x".repeat(3 << 19));

    assertThat(refused.status()).isIn(400, 413);
    assertThat(browser.post("/console/campaigns", "name", "x".repeat(1 << 19)).response().body())
        .contains("has more than 200 characters");
  }

  @Test
  void loadsNothingThatIsNotThere() {
    String pages = browser.page("/console/campaigns/new") + browser.page("/console/campaigns");
    Matcher assets = ASSET.matcher(pages);
    int seen = 0;
    while (assets.find()) {
      seen++;
      assertThat(api.anonymous().get(assets.group(1)).status()).as(assets.group(1)).isEqualTo(200);
    }
    assertThat(seen).isGreaterThan(4);
    assertThat(api.get("/webjars/echarts/5.3.1/dist/echarts.min.js").status()).isEqualTo(200);
    assertThat(api.get("/console/charts.js").status()).isEqualTo(200);
  }

  @Test
  void compressesWhatHoldsNoSecretAlone() {
    for (String file : List.of("/console/console.css", "/console/console.js")) {
      assertThat(api.get(file, "Accept-Encoding", "gzip").header("Content-Encoding"))
          .as(file)
          .isEqualTo("gzip");
    }
    Answer page = api.get("/console/campaigns", "Accept", "text/html", "Accept-Encoding", "gzip");
    assertThat(page.header("Content-Encoding")).isEmpty();
    assertThat(page.response().body().length())
        .as("more than is left as it is")
        .isGreaterThan(2048);
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, /console/campaigns,          200",
    "viewer, /console/campaigns/new,      403",
    "viewer, /console/campaigns/7/edit,   403",
    "viewer, /console/campaigns/hints/words?users_table=x, 403",
    "viewer, /console/settings/tokens,    403",
    "viewer, /console/settings/audit,     403",
    "viewer, /console/settings/webhooks,  403",
    "editor, /console/campaigns/new,      200",
    "editor, /console/settings/audit,     403",
    "editor, /console/settings/webhooks,  403",
    "operator, /console/settings/tokens,  403",
    "job,    /console/campaigns,          403"
  })
  void showsEachRoleItsPages(String role, String path, int status) {
    assertThat(as(role).get(path).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, /console/campaigns,                   403",
    "viewer, /console/campaigns/7/archive,         403",
    "viewer, /console/campaigns/preview,           403",
    "editor, /console/campaigns,                   400",
    "editor, /console/campaigns/987654321/runs,    403",
    "editor, /console/campaigns/7/schedules,       403",
    "editor, /console/runs/r-1/cancel,             403",
    "editor, /console/pipelines/a/runs,            403",
    "operator, /console/campaigns/987654321/runs,  404",
    "operator, /console/settings/tokens,           403",
    "operator, /console/settings/webhooks,         403"
  })
  void letsEachRoleDoWhatTheApiLetsIt(String role, String path, int status) {
    assertThat(as(role).post(path, "revision", "1").status()).isEqualTo(status);
  }

  @Test
  void showsNoButtonThatTheRoleMayNotPress() {
    long id = attackers();
    String page = "/console/campaigns/" + id;

    assertThat(as("viewer").page(page))
        .contains("History")
        .doesNotContain("Run now", ">Edit<", "Archive", "Add a schedule");
    assertThat(as("viewer").page("/console/campaigns")).doesNotContain("New campaign");
    assertThat(as("editor").page(page)).contains(">Edit<", "Archive").doesNotContain("Run now");
    assertThat(as("operator").page(page)).contains("Run now", "Add a schedule");
  }

  @Test
  void writesWhatWasDoneToTheAuditLog() {
    long id = attackers();
    browser.post("/console/campaigns/%d/archive".formatted(id), "revision", "1");

    Answer audit = api.get("/audit?size=1&caller=bootstrap");

    assertThat(audit.json().path(0).path("path").asString())
        .isEqualTo("/console/campaigns/%d/archive".formatted(id));
    assertThat(audit.json().path(0).path("status").intValue()).isEqualTo(302);
  }

  @Test
  void tellsWhoeverIsNotSignedInWhatIsMissing() {
    Answer refused = Browser.of(api.anonymous()).get("/console/campaigns");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.response().body())
        .contains("Nobody can sign in to the console here", "propensity.security.issuer-uri");
    assertThat(Browser.of(api.as("wrong")).get("/console/campaigns").status()).isEqualTo(401);
  }

  private Browser as(String role) {
    return Browser.of(api.as(Tokens.created(api, "console " + role, role).text("token")));
  }
}
