package io.propensity.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.MutableClock;
import io.propensity.api.TestService;
import io.propensity.api.database.NewDatabase;
import io.propensity.api.run.FakeJobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two services on one database, each with its timers. */
class TwoServicesTest {

  private static final int MINUTES = 10;

  private final NewDatabase database = NewDatabase.create();
  private final MutableClock clock = new MutableClock("2026-11-26T01:59:30Z");

  @Test
  void fireEachTimeOnce() throws Exception {
    try (TestService one = start();
        TestService other = start()) {
      long schedule = schedule(one.api());
      for (int minute = 0; minute < MINUTES; minute++) {
        clock.advance(Duration.ofMinutes(1));
        awaitFirings(schedule, minute + 1);
      }

      assertThat(other.api().get("/schedules/" + schedule).status()).isEqualTo(200);
      assertThat(column("select outcome from schedule_firing")).containsOnly("STARTED");
      assertThat(column("select run_id from run"))
          .hasSize(MINUTES)
          .containsExactlyInAnyOrderElementsOf(column("select run_id from schedule_firing"));
    }
  }

  private TestService start() {
    FakeJobs jobs = FakeJobs.create();
    return TestService.start(
        database,
        clock,
        Map.of(
            "propensity.launcher.type",
            "local",
            "propensity.launcher.home",
            jobs.home().toString(),
            "propensity.data-directory",
            jobs.data().toString(),
            "propensity.schedule.polling-interval",
            "20ms"));
  }

  private static long schedule(Api api) {
    return api.post(
            "/schedules",
            "{\"pipeline\": \"telco-churn\", \"cron\": \"* * * * *\", \"overlap\": \"allow\"}")
        .id();
  }

  private void awaitFirings(long schedule, int count) throws InterruptedException {
    String query = "select at from schedule_firing where schedule_id = " + schedule;
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (column(query).size() < count && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(column(query)).hasSize(count);
  }

  private List<String> column(String query) {
    return database.column(query).stream().filter(Objects::nonNull).map(String::valueOf).toList();
  }
}
