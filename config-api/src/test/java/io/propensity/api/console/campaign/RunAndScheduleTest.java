package io.propensity.api.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.console.Browser;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.run.FakeJobs;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Campaigns that are run from their page, now and by the clock. */
@ConsoleTest
@DirtiesContext
class RunAndScheduleTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final String SUGGESTED = "value=\"high:0.1,medium:0.3,low\"";

  private final Api api;
  private final Browser browser;

  RunAndScheduleTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    JOBS.describe(registry);
  }

  @Test
  void startsARunAndLeadsToIt() {
    long id = campaign();

    Answer started = browser.post("/console/campaigns/%d/runs".formatted(id));

    assertThat(started.status()).isEqualTo(302);
    String run = started.header("Location").replaceFirst(".*/console/runs/", "");
    assertThat(api.get("/runs/" + run).json().path("campaign_id").longValue()).isEqualTo(id);
    assertThat(browser.page("/console/campaigns/" + id)).contains("/console/runs/" + run);
  }

  @Test
  void runsWithSegmentsAndReasonsAndSuggestsThemAgain() {
    String page = "/console/campaigns/" + campaign();
    assertThat(browser.page(page)).contains("id=\"run-segments\"", SUGGESTED);

    Answer started = browser.post(page + "/runs", "segments", "best:0.2,rest", "explain", "50");

    String run = started.header("Location").replaceFirst(".*/console/runs/", "");
    assertThat(api.get("/runs/" + run).json().path("options"))
        .hasToString("{\"explain\":50,\"segments\":\"best:0.2,rest\"}");
    assertThat(browser.page(page))
        .contains("value=\"best:0.2,rest\"")
        .doesNotContain(SUGGESTED, "value=\"50\"");
  }

  @Test
  void runsWithoutOptionsWhereTheFieldsAreEmptied() {
    Answer started =
        browser.post(
            "/console/campaigns/%d/runs".formatted(campaign()), "segments", " ", "explain", "");

    String run = started.header("Location").replaceFirst(".*/console/runs/", "");
    assertThat(api.get("/runs/" + run).json().path("options")).isEmpty();
  }

  @Test
  void tellsAtThePageWhyARunIsRefused() {
    Answer refused =
        browser.post(
            "/console/campaigns/%d/runs".formatted(campaign()),
            "segments",
            "high: 0.1",
            "explain",
            "many");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.response().body())
        .contains("id=\"options.segments-error\">must be text such as &quot;high:0.1,medium")
        .contains("id=\"options.explain-error\">must be a whole number from 1")
        .contains("value=\"high: 0.1\"", "value=\"many\"", "What is scored", SUGGESTED)
        .containsOnlyOnce("id=\"options.segments-error\"");
  }

  @Test
  void refusesToRunWhatIsNotActive() {
    long id = campaign();
    api.patch(id, "{\"is_active\": false}");

    assertThat(browser.page("/console/campaigns/" + id))
        .contains("It is switched off", "tick Active")
        .doesNotContain("Run now");
    Answer refused = browser.post("/console/campaigns/%d/runs".formatted(id));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.response().body())
        .contains("is not active: set is_active to true", "What is scored");
  }

  @Test
  void keepsSchedulesAndTellsTheirFirings() {
    String name = "Timed-" + UUID.randomUUID();
    long id = Scored.campaign(api, name).id();
    String page = "/console/campaigns/" + id;

    assertThat(schedule(page, "30 2 * * MON").status()).isEqualTo(302);
    String scheduled = browser.page(page);
    assertThat(scheduled).contains("30 2 * * MON", "Europe/Prague", "<li>Monday ", ", 02:30</li>");
    assertThat(browser.page("/console/campaigns?q=" + name))
        .containsPattern("[0-9]{4}, 0[01]:30 UTC");

    String schedule = page + "/schedules/" + scheduleOf(id);
    Answer late = browser.post(schedule + "/pause", "revision", "9");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.response().body()).contains("is at revision 1 by now", "Add a schedule");
    assertThat(browser.post(schedule + "/pause", "revision", "1").status()).isEqualTo(302);
    assertThat(browser.page(page)).contains("data-state=\"paused\"").doesNotContain("<li>Monday ");
    assertThat(browser.post(schedule + "/resume", "revision", "2").status()).isEqualTo(302);
    assertThat(browser.post(schedule + "/delete", "revision", "3").status()).isEqualTo(302);
    assertThat(browser.page(page)).contains("It runs when somebody starts it");
  }

  @Test
  void changesNoScheduleOfAnotherCampaign() {
    long mine = campaign();
    long other = campaign();
    schedule("/console/campaigns/" + other, "0 6 * * *");
    long schedule = scheduleOf(other);

    Answer refused =
        browser.post(
            "/console/campaigns/%d/schedules/%d/delete".formatted(mine, schedule), "revision", "1");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(api.get("/schedules/" + schedule).status()).isEqualTo(200);
  }

  @Test
  void saysWhatIsWrongWithASchedule() {
    Answer refused = schedule("/console/campaigns/" + campaign(), "at noon");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.response().body())
        .contains("id=\"cron-error\">must have five fields", "value=\"at noon\"")
        .contains("value=\"Europe/Prague\"", "<details open=\"open\">")
        .doesNotContain("data-own-zone");
  }

  @Test
  void schedulesRunsWithTheirOptions() {
    long id = campaign();
    String page = "/console/campaigns/" + id;
    assertThat(browser.page(page)).contains("data-own-zone", "id=\"schedule-segments\"");

    Answer made =
        browser.post(
            page + "/schedules", "cron", "0 6 * * *", "segments", "a:0.1,b", "explain", "7");

    assertThat(made.status()).as(made.response().body()).isEqualTo(302);
    assertThat(api.get("/schedules/" + scheduleOf(id)).json().path("options"))
        .hasToString("{\"explain\":7,\"segments\":\"a:0.1,b\"}");
    Answer refused = browser.post(page + "/schedules", "cron", "0 6 * * *", "segments", "<b>");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.response().body())
        .contains("id=\"options.segments-error\">must be text", "value=\"&lt;b&gt;\"");
  }

  private Answer schedule(String page, String cron) {
    return browser.post(
        page + "/schedules", "cron", cron, "time_zone", "Europe/Prague", "overlap", "skip");
  }

  private long scheduleOf(long campaign) {
    return api.get("/schedules?campaign=" + campaign).json().path(0).path("id").longValue();
  }

  private long campaign() {
    return Scored.campaign(api, "Run-" + UUID.randomUUID()).id();
  }
}
