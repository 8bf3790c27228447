package io.propensity.api.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.console.Browser;
import io.propensity.api.run.FakeJobs;
import io.propensity.api.security.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ApiTest
@DirtiesContext
class SchedulePagesTest {

  private static final FakeJobs JOBS = FakeJobs.create();

  private final Api api;
  private final Browser browser;

  SchedulePagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    JOBS.describe(registry);
  }

  @Test
  void pausesAScheduleThatNobodyChangedSince() {
    long schedule = schedule();
    String address = "/console/settings/schedules/" + schedule;

    assertThat(browser.get("/console/settings/schedules").response().body())
        .contains("30 2 * * 1", "Europe/Prague", address + "/pause");
    assertThat(browser.post(address + "/pause", "revision", "1").status()).isEqualTo(302);
    assertThat(browser.get(address).response().body()).contains("never, while it is paused");
    Answer late = browser.post(address + "/resume", "revision", "1");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.response().body())
        .contains("is at revision 2 by now", "<h1>Schedule %d</h1>".formatted(schedule));
    assertThat(browser.post(address + "/resume", "revision", "2").status()).isEqualTo(302);
    assertThat(browser.get("/console/settings/schedules/987654321").status()).isEqualTo(404);
  }

  @Test
  void makesChangesAndDeletesASchedule() {
    String campaign = String.valueOf(campaign());
    Answer made =
        browser.post(
            "/console/settings/schedules",
            "campaign",
            campaign,
            "pipeline",
            "",
            "cron",
            "15 4 * * 2",
            "time_zone",
            "Europe/Prague",
            "overlap",
            "queue",
            "missed",
            "skip");

    assertThat(made.status()).as(made.response().body()).isEqualTo(302);
    String address = made.header("Location").replaceFirst("^http://[^/]+", "");
    assertThat(browser.page(address))
        .contains(
            "n (campaign %s)".formatted(campaign),
            "15 4 * * 2",
            "value=\"queue\" selected",
            "Change it");
    assertThat(change(address, "1", "0 5 * * *").status()).isEqualTo(302);
    assertThat(browser.page(address)).contains("0 5 * * *").doesNotContain("15 4 * * 2");
    Answer late = change(address, "1", "0 6 * * *");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.response().body())
        .contains("is at revision 2 by now", "value=\"0 6 * * *\"")
        .contains("name=\"revision\" value=\"1\"");
    Answer unseen = browser.post(address + "/delete", "revision", "1");
    assertThat(unseen.status()).isEqualTo(412);
    assertThat(unseen.response().body()).contains("is at revision 2 by now", "Change it");
    assertThat(browser.post(address + "/delete", "revision", "2").status()).isEqualTo(302);
    assertThat(browser.get(address).status()).isEqualTo(404);
  }

  @Test
  void changesTheOptionsThatItHasFieldsForAndKeepsTheOthers() {
    long schedule =
        api.post(
                "/schedules",
                "{\"campaign_id\": %d, \"cron\": \"30 2 * * 1\", \"options\": %s}"
                    .formatted(
                        campaign(),
                        "{\"keep_runs\": 3, \"segments\": \"a:0.1,b\", \"explain\": 7}"))
            .id();
    String address = "/console/settings/schedules/" + schedule;
    assertThat(browser.page(address))
        .contains("explain 7, segments a:0.1,b, keep runs 3", "value=\"a:0.1,b\"", "value=\"7\"")
        .contains("It has not fired yet: it does at the first time");

    Answer changed =
        browser.post(
            address, "revision", "1", "cron", "30 2 * * 1", "time_zone", "UTC", "explain", "9");

    assertThat(changed.status()).as(changed.response().body()).isEqualTo(302);
    assertThat(api.get("/schedules/" + schedule).json().path("options"))
        .hasToString("{\"explain\":9,\"keep_runs\":3}");
    Answer wrong =
        browser.post(
            address, "revision", "2", "cron", "30 2 * * 1", "time_zone", "UTC", "segments", "a b");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.response().body())
        .contains("id=\"options.segments-error\">must be text such as", "value=\"a b\"");
  }

  @Test
  void suggestsCampaignsByTheirNames() {
    String option = "<option value=\"%d\">n</option>".formatted(campaign());

    assertThat(browser.page("/console/settings/schedules")).contains("list=\"campaigns\"", option);
    assertThat(browser.page("/console/runs")).contains("list=\"campaigns\"", option);
  }

  @Test
  void saysThatATimeZoneIsWanted() {
    String address = "/console/settings/schedules/" + schedule();

    Answer wrong = change(address, "1", "0 5 * * *", "");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.response().body())
        .contains("id=\"time_zone-error\"", "name=\"revision\" value=\"1\"");
    assertThat(browser.page(address)).contains("30 2 * * 1", "value=\"Europe/Prague\"");
  }

  private Answer change(String address, String revision, String cron) {
    return change(address, revision, cron, "UTC");
  }

  private Answer change(String address, String revision, String cron, String zone) {
    return browser.post(
        address,
        "revision",
        revision,
        "cron",
        cron,
        "time_zone",
        zone,
        "overlap",
        "skip",
        "missed",
        "run-once");
  }

  @Test
  void saysBesideTheFieldsWhatIsWrongWithASchedule() {
    Answer wrong =
        browser.post(
            "/console/settings/schedules",
            "campaign",
            "",
            "pipeline",
            "",
            "cron",
            "<script>",
            "time_zone",
            "Mars",
            "overlap",
            "skip",
            "missed",
            "skip");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.response().body())
        .contains("id=\"cron-error\"", "id=\"time_zone-error\"", "id=\"campaign_id-error\"")
        .contains("&lt;script&gt;")
        .doesNotContain("value=\"<script>");
  }

  @Test
  void letsViewersLookAlone() {
    String address = "/console/settings/schedules/" + schedule();
    Browser viewer = Browser.of(api.as(Tokens.created(api, "looks", "viewer").text("token")));

    assertThat(viewer.get("/console/settings/schedules").response().body())
        .contains(address)
        .doesNotContain("/pause\"");
    assertThat(viewer.page(address)).doesNotContain("Change it", "/delete\"");
    assertThat(viewer.post(address + "/pause", "revision", "1").status()).isEqualTo(403);
    assertThat(viewer.post(address, "revision", "1", "cron", "0 1 * * *").status()).isEqualTo(403);
    assertThat(viewer.post("/console/settings/schedules", "cron", "0 1 * * *").status())
        .isEqualTo(403);
    assertThat(browser.forge(address + "/pause", "revision", "1").status()).isEqualTo(403);
  }

  private long schedule() {
    long campaign = campaign();
    return api.post(
            "/schedules",
            "{\"campaign_id\": %d, \"cron\": \"30 2 * * 1\", \"time_zone\": \"Europe/Prague\"}"
                .formatted(campaign))
        .id();
  }

  private long campaign() {
    return api.post(
            "{\"name\": \"n\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\","
                + " \"features\": [\"x\"]}")
        .id();
  }
}
