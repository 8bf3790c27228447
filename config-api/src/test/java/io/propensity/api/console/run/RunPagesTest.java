package io.propensity.api.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.console.Browser;
import io.propensity.api.console.GoldenReport;
import io.propensity.api.run.FakeJobs;
import io.propensity.api.security.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** Pages of runs that are shell scripts, and of some that were started by hand. */
@ApiTest
@DirtiesContext
class RunPagesTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;";

  private final Api api;
  private final Browser browser;

  RunPagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    JOBS.describe(registry);
    registry.add("propensity.launcher.concurrency", () -> "4");
  }

  @Test
  void showsARunThatFailedWithWhatItsCodeMeansAndTriesItAgain() throws Exception {
    String run = started("{\"options\": {\"limit\": 65}}");
    over(run);

    Answer page = browser.get("/console/runs/" + run);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body())
        .contains(
            "It ended with exit code 65",
            "data breaks the contract",
            "the last line of " + run,
            "data-state=\"failed\"",
            "/console/runs/%s/retry".formatted(run))
        .doesNotContain("/cancel\"", "hx-get");

    Answer again = browser.post("/console/runs/%s/retry".formatted(run));
    assertThat(again.status()).isEqualTo(302);
    assertThat(again.header("Location")).endsWith("/console/runs/" + run);
    assertThat(over(run).json().path("attempt").intValue()).isEqualTo(2);
  }

  @Test
  void watchesARunUntilItIsCancelled() throws Exception {
    String run = started("{\"options\": {\"limit\": 1, \"top\": 1}}");

    Answer page = browser.get("/console/runs/" + run);
    assertThat(page.response().body())
        .contains("hx-get=\"/console/runs/%s/live\"".formatted(run), "every 2s", "/cancel\"")
        .doesNotContain("/retry\"");
    Answer live = browser.get("/console/runs/%s/live".formatted(run));
    assertThat(live.response().body())
        .contains("id=\"live\"", "hx-swap-oob=\"true\"")
        .doesNotContain("<html");

    assertThat(browser.post("/console/runs/%s/cancel".formatted(run)).status()).isEqualTo(302);
    assertThat(over(run).text("state")).isEqualTo("CANCELLED");
  }

  @Test
  void showsTheReportOfARun() {
    long campaign = campaign();
    String run = "r-reported-" + campaign;
    ObjectNode report = GoldenReport.ofScoring(run);
    report.putArray("warnings").add(SCRIPT);
    tell(run, campaign, "\"state\": \"succeeded\", \"exit_code\": 0, \"report\": " + report);

    Answer page = browser.get("/console/runs/" + run);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body())
        .contains(
            "3,213 scored + 1 rejected = 3,214 in the audience",
            "Rejected: null_key",
            "below 0.5",
            "from 0.5",
            "started by hand",
            ESCAPED,
            "class=\"lineage\"")
        .doesNotContain(SCRIPT, "/retry\"", "style=");
  }

  @Test
  void escapesWhatAJobSays() {
    long campaign = campaign();
    String run = "r-odd-" + campaign;
    tell(
        run,
        campaign,
        "\"state\": \"failed\", \"exit_code\": 70, \"message\": \"%s\"".formatted(SCRIPT));

    assertThat(browser.get("/console/runs/" + run).response().body())
        .contains(ESCAPED)
        .doesNotContain(SCRIPT);
  }

  @Test
  void listsRunsPageByPage() {
    long campaign = campaign();
    for (int i = 0; i < 51; i++) {
      tell("r-many-%d-%02d".formatted(campaign, i), campaign, "\"message\": null");
    }

    Answer first = browser.get("/console/runs?campaign=%d&state=".formatted(campaign));

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.response().body()).contains("r-many-%d-50".formatted(campaign));
    assertThat(first.response().body()).doesNotContain("r-many-%d-00".formatted(campaign));
    String next =
        first.response().body().replaceAll("(?s).*href=\"([^\"]*before=[^\"]*)\".*", "$1");
    Answer second = browser.get(next.substring(next.indexOf("/console")).replace("&amp;", "&"));
    assertThat(second.status()).as(second.response().body()).isEqualTo(200);
    assertThat(second.response().body()).contains("r-many-%d-00".formatted(campaign));
    assertThat(second.response().body())
        .doesNotContain("r-many-%d-50".formatted(campaign), ">Next<");
  }

  @Test
  void saysWhatIsWrongWithAFilterInTheWordsOfTheApi() {
    Answer page = browser.get("/console/runs?campaign=%3Cscript%3Ealert(1)%3C/script%3E&state=odd");

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.response().body())
        .contains("must be a whole number from 1", "must be one of", ESCAPED)
        .doesNotContain(SCRIPT);
    assertThat(browser.get("/console/runs?pipeline=none-of-it").response().body())
        .contains("No run fits");
  }

  @Test
  void saysThatThereIsNoSuchRun() {
    Answer page = browser.get("/console/runs/r-absent");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.response().body()).contains("There is no run r-absent", "<nav");
  }

  @Test
  void showsNoMoreThanARoleMay() throws Exception {
    String run = started("{\"options\": {\"limit\": 65}}");
    over(run);
    Browser viewer = Browser.of(api.as(Tokens.created(api, "looks", "viewer").text("token")));

    assertThat(viewer.get("/console/runs/" + run).response().body()).doesNotContain("/retry");
    assertThat(viewer.post("/console/runs/%s/retry".formatted(run)).status()).isEqualTo(403);
    assertThat(browser.forge("/console/runs/%s/retry".formatted(run)).status()).isEqualTo(403);
    assertThat(api.get("/runs/" + run).json().path("attempt").intValue()).isEqualTo(1);
  }

  private String started(String body) {
    Answer accepted = api.post("/campaigns/%d/runs".formatted(campaign()), body);
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    return accepted.text("run_id");
  }

  private long campaign() {
    return api.post(
            "{\"name\": \"n\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\", \"features\": [\"x\"]}")
        .id();
  }

  private Answer over(String run) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Answer answer = api.get("/runs/" + run);
      if (answer.text("state").matches("SUCCEEDED|FAILED|CANCELLED")) {
        return answer;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Run %s is not over".formatted(run));
  }

  private void tell(String run, long campaign, String fields) {
    Answer told =
        api.send(
            "PUT",
            "/runs/" + run,
            "{\"started_at\": \"2026-11-20T09:30:00Z\", \"kind\": \"prediction\", \"campaign_id\": %d, %s}"
                .formatted(campaign, fields),
            "Content-Type",
            "application/json");
    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
  }
}
