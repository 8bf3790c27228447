package io.propensity.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.TestService;
import io.propensity.api.database.NewDatabase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** So many runs wait, and no more. */
class QueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void refusesWhatDoesNotFitUntilThereIsRoom() throws IOException, InterruptedException {
    FakeJobs jobs = FakeJobs.create();
    Map<String, String> settings =
        Map.of(
            "propensity.launcher.type",
            "local",
            "propensity.launcher.home",
            jobs.home().toString(),
            "propensity.data-directory",
            jobs.data().toString(),
            "propensity.runs.queue",
            "2");
    try (TestService service =
        TestService.start(NewDatabase.create(), Clock.systemUTC(), settings)) {
      Api api = service.api();
      String runs =
          "/campaigns/%d/runs"
              .formatted(
                  api.post(
                          "/campaigns",
                          """
                          {"name": "Queued", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"]}
                          """)
                      .id());
      ask(api, runs, "r-1");
      await(api, "r-1", "RUNNING");
      ask(api, runs, "r-2");
      ask(api, runs, "r-3");

      Answer refused = ask(api, runs, "r-4");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("30");
      assertThat(refused.text("detail"))
          .isEqualTo(
              "2 runs wait for their turn, as many as may: ask again when some have begun, or raise propensity.runs.queue");
      assertThat(api.get("/runs/r-4").status()).isEqualTo(404);
      assertThat(ask(api, runs, "r-3").status()).as("one that waits already").isEqualTo(202);

      assertThat(api.post("/runs/r-2/retry", "").status()).as("waits already").isEqualTo(409);

      jobs.letGo("r-1");
      await(api, "r-2", "RUNNING");
      assertThat(ask(api, runs, "r-4").status()).isEqualTo(202);

      jobs.letGo("r-2");
      jobs.letGo("r-3");
      jobs.letGo("r-4");
      await(api, "r-4", "SUCCEEDED");
    }
  }

  private static Answer ask(Api api, String runs, String id) {
    return api.post(runs, "{\"run_id\": \"%s\", \"options\": {\"top\": 1}}".formatted(id));
  }

  private static void await(Api api, String run, String state) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!api.get("/runs/" + run).text("state").equals(state)) {
      assertThat(Instant.now()).as("%s is %s", run, state).isBefore(end);
      Thread.sleep(50);
    }
  }
}
