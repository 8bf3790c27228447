package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.propensity.campaign.Campaign;
import io.propensity.environment.ConfigApi;
import io.propensity.json.Json;
import io.propensity.report.RunKind;
import io.propensity.report.RunNotice;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.report.StepProgress;
import io.propensity.run.ExitCode;
import io.propensity.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServiceRunTest {

  private static final Instant START = Instant.parse("2026-11-20T09:30:00.123456Z");
  private static final StepProgress HALF = new StepProgress("Scoring", 120, 2, 4, 1.5);

  @Test
  void tellsHowTheRunStands() throws IOException {
    try (FakeConfigApi api = new FakeConfigApi()) {
      ServiceRun run = run(api.url());

      run.begun();
      run.succeeded(report());

      assertThat(api.notices("r-1"))
          .containsExactly(
              new RunNotice(RunKind.PREDICTION, null, 7L, 3, null, START, null, null, null, null),
              new RunNotice(
                  RunKind.PREDICTION,
                  RunState.SUCCEEDED,
                  7L,
                  3,
                  null,
                  START,
                  null,
                  0,
                  null,
                  report()));
    }
  }

  @Test
  void tellsHowFarItIsAndWhyItFailed() throws IOException {
    try (FakeConfigApi api = new FakeConfigApi()) {
      ServiceRun run = run(api.url());

      run.at(HALF);
      run.failed(ExitCode.DATA, "a feature is missing");

      assertThat(api.notices("r-1"))
          .extracting(RunNotice::progress, RunNotice::exitCode, RunNotice::message)
          .containsExactly(tuple(HALF, null, null), tuple(null, 65, "a feature is missing"));
    }
  }

  @Test
  void saysItsLastWordAgainUntilItIsHeard() throws IOException {
    try (FakeConfigApi api = new FakeConfigApi()) {
      api.refuseNotices(2);

      run(api.url()).failed(ExitCode.NO_INPUT, "there is no model");

      assertThat(api.notices("r-1")).extracting(RunNotice::exitCode).containsExactly(66);
    }
  }

  @Test
  void goesOnWhereNobodyListens() throws IOException {
    FakeConfigApi api = new FakeConfigApi();
    String url = api.url();
    api.close();
    ServiceRun run = run(url);

    run.begun();
    run.at(HALF);
    run.succeeded(report());

    assertThat(api.notices("r-1")).isEmpty();
  }

  private static ServiceRun run(String url) {
    Campaign campaign =
        new Campaign(
            7,
            "Spring",
            "models/a/1",
            "TRUE",
            List.of("age"),
            null,
            null,
            null,
            null,
            true,
            3,
            START,
            START);
    return new ServiceRun(
        new ConfigApi(url, 5, 3), new RunId("r-1"), campaign, START, Duration.ofMillis(1));
  }

  private static RunReport report() throws IOException {
    try (InputStream golden = RunReport.class.getResourceAsStream("/golden/run-report.json")) {
      return Json.read(
          Objects.requireNonNull(golden).readAllBytes(), RunReport.class, "run-report");
    }
  }
}
