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
    assertThat(late.response().body()).contains("is at revision 2 by now");
    assertThat(browser.post(address + "/resume", "revision", "2").status()).isEqualTo(302);
    assertThat(browser.get("/console/settings/schedules/987654321").status()).isEqualTo(404);
  }

  @Test
  void letsViewersLookAlone() {
    String address = "/console/settings/schedules/" + schedule();
    Browser viewer = Browser.of(api.as(Tokens.created(api, "looks", "viewer").text("token")));

    assertThat(viewer.get("/console/settings/schedules").response().body())
        .contains(address)
        .doesNotContain("/pause\"");
    assertThat(viewer.post(address + "/pause", "revision", "1").status()).isEqualTo(403);
    assertThat(browser.forge(address + "/pause", "revision", "1").status()).isEqualTo(403);
  }

  private long schedule() {
    long campaign =
        api.post(
                "{\"name\": \"n\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\", \"features\": [\"x\"]}")
            .id();
    return api.post(
            "/schedules",
            "{\"campaign_id\": %d, \"cron\": \"30 2 * * 1\", \"time_zone\": \"Europe/Prague\"}"
                .formatted(campaign))
        .id();
  }
}
