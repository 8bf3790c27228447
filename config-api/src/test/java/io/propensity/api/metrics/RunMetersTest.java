package io.propensity.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.ApiTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ApiTest
class RunMetersTest {

  private final Api api;
  private final RunMeters meters;
  private final JdbcTemplate sql;
  private final MadeRuns runs;

  RunMetersTest(@Autowired Api api, @Autowired RunMeters meters, @Autowired JdbcTemplate sql) {
    this.api = api;
    this.meters = meters;
    this.sql = sql;
    this.runs = new MadeRuns(api, sql);
  }

  @Test
  void countsARunThatEndedOnceHoweverOftenItLooks() {
    meters.look();
    Scrape before = Scrape.of(api);
    runs.scheduled(runs.campaign(), "FAILED", "{}");

    meters.look();
    meters.look();

    Scrape after = Scrape.of(api);
    String[] failed = {"kind=\"prediction\"", "state=\"FAILED\""};
    assertThat(after.value("propensity_runs_ended_total", failed))
        .isEqualTo(before.value("propensity_runs_ended_total", failed) + 1);
    assertThat(after.value("propensity_run_duration_seconds_count", failed))
        .isEqualTo(before.value("propensity_run_duration_seconds_count", failed) + 1);
    assertThat(
            after.value("propensity_run_duration_seconds_sum", failed)
                - before.value("propensity_run_duration_seconds_sum", failed))
        .isBetween(59.0, 63.0);
  }

  @Test
  void tellsTheGreatestDriftOfARun() {
    meters.look();
    Scrape before = Scrape.of(api);
    runs.scheduled(
        runs.campaign(),
        "SUCCEEDED",
        """
        {"scoring": {"score_psi": 0.05, "drift": {"age": {"psi": 0.75}, "country": {"psi": 0.2}}}}
        """);

    meters.look();

    Scrape after = Scrape.of(api);
    assertThat(after.value("propensity_run_drift_sum") - before.value("propensity_run_drift_sum"))
        .isBetween(0.749, 0.751);
    assertThat(after.value("propensity_run_drift_bucket", "le=\"0.25\""))
        .isEqualTo(before.value("propensity_run_drift_bucket", "le=\"0.25\""));
    assertThat(after.value("propensity_run_drift_bucket", "le=\"1.0\""))
        .isEqualTo(before.value("propensity_run_drift_bucket", "le=\"1.0\"") + 1);
  }

  @Test
  void tellsHowManyWaitAndForHowLong() {
    meters.look();
    double before = waiting();
    String run = runs.waiting("telco-churn");

    meters.look();

    assertThat(waiting()).isEqualTo(before + 1);
    assertThat(Scrape.of(api).value("propensity_runs_queue_age_seconds")).isGreaterThan(3_599);
    sql.update("update run set state = 'CANCELLED', finished_at = now() where run_id = ?", run);
    meters.look();
    assertThat(waiting()).isEqualTo(before);
  }

  private double waiting() {
    return Scrape.of(api)
        .value("propensity_runs_under_way", "kind=\"training\"", "state=\"QUEUED\"");
  }

  @Test
  void tellsWhenACampaignWasLastScoredByItsSchedule() {
    long campaign = runs.scheduledCampaign();
    runs.scheduled(campaign, "SUCCEEDED", "{}");
    runs.scheduled(campaign, "FAILED", "{}");
    long archived = runs.scheduledCampaign();
    runs.scheduled(archived, "SUCCEEDED", "{}");
    api.delete(archived);
    long resting = runs.scheduledCampaign();
    api.patch(resting, "{\"is_active\": false}");
    long paused = runs.scheduledCampaign();
    sql.update("update schedule set paused = true where campaign_id = ?", paused);
    long neverScored = runs.scheduledCampaign();
    runs.scheduled(neverScored, "FAILED", "{}");

    meters.lookAtSchedules();

    Scrape scrape = Scrape.of(api);
    assertThat(
            scrape.value(
                "propensity_campaign_last_success_seconds", "campaign=\"%d\"".formatted(campaign)))
        .isBetween(Instant.now().getEpochSecond() - 60.0, Instant.now().getEpochSecond() + 5.0);
    assertThat(
            scrape.value(
                "propensity_campaign_last_success_seconds",
                "campaign=\"%d\"".formatted(neverScored)))
        .isLessThan(Instant.now().getEpochSecond() - 86_000.0);
    for (long other : new long[] {archived, resting, paused}) {
      assertThat(scrape.samples())
          .noneMatch(sample -> sample.labels().equals("campaign=\"%d\"".formatted(other)));
    }
  }

  @Test
  void countsRefusals() {
    double before = Scrape.of(api).value("propensity_refusals_total", "status=\"401\"");

    api.as("of nobody").get("/campaigns");

    assertThat(Scrape.of(api).value("propensity_refusals_total", "status=\"401\""))
        .isEqualTo(before + 1);
  }

  @Test
  void tellsHowLongRequestsTakeInBuckets() {
    api.get("/campaigns/987654321");

    assertThat(Scrape.of(api).samples())
        .anyMatch(
            sample ->
                sample.name().equals("http_server_requests_seconds_bucket")
                    && sample.labels().contains("uri=\"/campaigns/{id}\"")
                    && sample.labels().contains("status=\"404\"")
                    && sample.labels().contains("le=\"0.01\""));
  }
}
