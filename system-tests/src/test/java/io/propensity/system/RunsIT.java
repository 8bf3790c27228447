package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that the service starts itself, on this machine. */
@Tag("heavy")
class RunsIT {

  private static final String SUCCEEDED = "\"state\":\"SUCCEEDED\"";

  @TempDir private static Path directory;

  @BeforeAll
  static void trainAModel() {
    Ended trained =
        World.at(directory, "launcher: {type: local}\n")
            .train(
                Map.of(),
                "campaign-response",
                "--set=sources.raw.options.rows=2000",
                "--set=algorithm.params.iterations=20");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  @Test
  void aRunIsStartedWatchedAndReported() {
    try (ConfigApiProcess api = start("data-started")) {
      long id = campaign(api, "age > 25");

      assertThat(api.startRun(id, "{\"run_id\": \"r-started\"}").statusCode()).isEqualTo(202);

      api.awaitEnd("r-started");
      assertThat(api.get("/runs/r-started"))
          .contains(SUCCEEDED, "\"launcher\":\"local\"", "\"exit_code\":0", "\"scored\":");
      assertThat(api.get("/runs/r-started/log")).contains("Run r-started");
      assertThat(output(id, "r-started").resolve("_SUCCESS")).exists();

      long wrong =
          api.store("models/campaign-response/1", "TRUE", PlatformIT.FEATURES, "warehouse/no/such");
      assertThat(api.startRun(wrong, "{\"run_id\": \"r-wrong\"}").statusCode()).isEqualTo(202);
      api.awaitEnd("r-wrong");
      assertThat(api.get("/runs/r-wrong"))
          .contains("\"state\":\"FAILED\"", "\"exit_code\":66", "no/such");
    }
  }

  @Test
  void aRunIsFoundAgainByTheServiceThatWasKilled() {
    long id = 1;
    try (ConfigApiProcess killed = start("data-killed")) {
      assertThat(campaign(killed, "age > 30")).isEqualTo(id);
      assertThat(killed.startRun(id, "{\"run_id\": \"r-orphan\"}").statusCode()).isEqualTo(202);
      Await.until(
          Duration.ofMinutes(2),
          () -> isScoring(id, "r-orphan"),
          () -> killed.get("/runs/r-orphan/log"));
      killed.process().kill();
    }
    try (ConfigApiProcess next = start("data-killed")) {
      next.awaitEnd("r-orphan");

      assertThat(next.get("/runs/r-orphan")).contains(SUCCEEDED, "\"attempt\":1");
      assertThat(output(id, "r-orphan").resolve("_SUCCESS")).exists();
    }
  }

  @Test
  void anAliasIsSettledAndATrainingRunTellsOfItself() {
    try (ConfigApiProcess api = start("data-alias")) {
      assertThat(api.send("POST", "/models/scan", "").statusCode()).isEqualTo(200);
      assertThat(
              api.send("PUT", "/models/campaign-response/aliases/champion", "{\"version\": 1}")
                  .statusCode())
          .isEqualTo(200);
      long id =
          api.store(
              "models:/campaign-response@champion",
              "age > 50",
              PlatformIT.FEATURES,
              PlatformIT.USERS);
      assertThat(api.startRun(id, "{\"run_id\": \"r-alias\"}").statusCode()).isEqualTo(202);
      api.awaitEnd("r-alias");
      assertThat(api.get("/runs/r-alias"))
          .contains(SUCCEEDED, "\"href\":\"/models/campaign-response/versions/1\"");

      assertThat(
              api.send(
                      "POST",
                      "/pipelines/campaign-response/runs",
                      "{\"run_id\": \"r-training\", \"options\": {\"force\": true}}")
                  .statusCode())
          .isEqualTo(202);
      assertThat(api.get("/runs/r-training/events")).contains("\"step\":\"Training\"");
      api.awaitEnd("r-training");
      assertThat(api.get("/runs/r-training"))
          .contains(
              SUCCEEDED,
              "\"href\":\"/models/campaign-response/versions/2\"",
              "reports/campaign-response/r-training/index.html");
      assertThat(api.get("/models/campaign-response/versions/2")).contains("r-training");
      assertThat(api.get("/runs/r-alias/lineage"))
          .contains("prediction_run", "campaign_revision", "training_run", "/features\"");
    }
  }

  @Test
  void aJobThatWasStartedByHandEndsWhenItsRunIsCancelled() {
    try (ConfigApiProcess api = start("data-by-hand");
        RunningProcess training =
            World.at(directory, "launcher: {type: local}\n")
                .startTraining(
                    "campaign-response",
                    "--config-api-url=" + api.url(),
                    "--run-id=r-by-hand",
                    "--set=sources.raw.options.rows=2000",
                    "--set=algorithm.params.iterations=500000",
                    "--set=algorithm.params.od_wait=500000")) {
      Await.until(
          Duration.ofMinutes(5),
          () -> api.get("/runs/r-by-hand").contains("\"step\":\"Training\""),
          training::err);

      assertThat(api.send("POST", "/runs/r-by-hand/cancel", "").statusCode()).isEqualTo(202);

      assertThat(training.end().exitCode()).isEqualTo(143);
      api.awaitEnd("r-by-hand");
      assertThat(api.get("/runs/r-by-hand"))
          .contains("\"state\":\"CANCELLED\"", "\"exit_code\":143", "\"launcher\":null");
    }
  }

  private static ConfigApiProcess start(String data) {
    return ConfigApiProcess.start(
        directory.resolve(data),
        Map.of(
            "PROPENSITY_ENVIRONMENT",
            directory.resolve("env.yaml").toString(),
            "SPARK_ARGS",
            "--driver-java-options -XX:TieredStopAtLevel=1",
            "SPARK_LOCAL_IP",
            "127.0.0.1"));
  }

  private static long campaign(ConfigApiProcess api, String filter) {
    return api.store("models/campaign-response/1", filter, PlatformIT.FEATURES, PlatformIT.USERS);
  }

  /** Whether the job has its campaign, and so needs the service no more. */
  private static boolean isScoring(long campaign, String run) {
    String[] staged =
        directory
            .resolve("output/campaign-" + campaign)
            .toFile()
            .list((folder, name) -> name.startsWith("_staging-" + run));
    return staged != null && staged.length > 0;
  }

  private static Path output(long campaign, String run) {
    return directory.resolve("output/campaign-" + campaign).resolve(run);
  }
}
