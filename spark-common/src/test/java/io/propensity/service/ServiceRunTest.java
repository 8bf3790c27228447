package io.propensity.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import io.propensity.environment.ConfigApi;
import io.propensity.json.Json;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunNotice;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.report.StepProgress;
import io.propensity.run.BusyException;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.run.UnavailableException;
import io.propensity.test.FakeService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceRunTest {

  private static final String RUN = "PUT /runs/r-1";
  private static final Instant START = Instant.parse("2026-11-20T09:30:00.123456Z");
  private static final StepProgress HALF = new StepProgress("Scoring", 120, 2, 4, 1.5);
  private static final RunNotice BEGUN =
      RunNotice.ofPrediction(7, 3, Optional.of(new ModelVersion("a", 1)), START);
  private static final ServiceRun.Outcome DONE =
      new ServiceRun.Outcome(report(), "/output/campaign-7/r-1/_report/index.html");

  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void tellsHowTheRunStands() {
    ServiceRun run = run(service.url());

    run.begin();
    run.during(() -> DONE);

    assertThat(told()).containsExactly(BEGUN, BEGUN.succeeded(DONE.report(), DONE.location()));
  }

  @Test
  void tellsHowFarItIsAndWhyItFailed() {
    ServiceRun run = run(service.url());
    NotFoundException failure = new NotFoundException("there is no model");

    assertThatThrownBy(
            () ->
                run.during(
                    () -> {
                      run.at(HALF);
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(told())
        .containsExactly(BEGUN.at(HALF), BEGUN.failed(failure.exitCode(), "there is no model"));
  }

  @Test
  void tellsOfADefectAsOne() {
    assertThatThrownBy(
            () ->
                run(service.url())
                    .during(
                        () -> {
                          throw new IllegalStateException("odd");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(told())
        .extracting(RunNotice::exitCode, RunNotice::message)
        .containsExactly(tuple(70, "java.lang.IllegalStateException: odd"));
  }

  @Test
  void tellsOfWhatTheMachineRefused() {
    OutOfMemoryError failure = new OutOfMemoryError("Java heap space");

    assertThatThrownBy(
            () ->
                run(service.url())
                    .during(
                        () -> {
                          throw failure;
                        }))
        .isSameAs(failure);

    assertThat(told())
        .extracting(RunNotice::exitCode, RunNotice::message)
        .containsExactly(tuple(70, "java.lang.OutOfMemoryError: Java heap space"));
  }

  @Test
  void saysNothingOfARunThatGoesOnElsewhere() {
    assertThatThrownBy(
            () ->
                run(service.url())
                    .during(
                        () -> {
                          throw new BusyException("r-1 is running");
                        }))
        .isInstanceOf(BusyException.class);

    assertThat(service.requests()).isEmpty();
  }

  @Test
  void saysItsLastWordAgainUntilItIsHeard() {
    service.answer(RUN, 503, "");
    service.answer(RUN, 429, "");

    run(service.url()).during(() -> DONE);

    assertThat(told()).hasSize(3).extracting(RunNotice::exitCode).containsOnly(0);
  }

  @Test
  void goesOnWhereNobodyListens() {
    service.close();
    ServiceRun run = run(service.url());

    run.begin();
    run.at(HALF);
    run.during(() -> DONE);

    assertThat(service.requests()).isEmpty();
  }

  @Test
  void learnsWhatIsWrittenDownOfTheRun() {
    service.answer(RUN, 503, "");
    service.answer(
        RUN,
        200,
        """
        {"run_id": "r-1", "campaign_revision": 2, "model": {"name": "a", "version": 5, "href": "/models/a/versions/5"}}
        """);

    KnownRun known = run(service.url()).register();

    assertThat(known.campaignRevision()).isEqualTo(2);
    assertThat(known.model()).contains(new ModelVersion("a", 5));
    assertThat(run(service.url()).register()).isEqualTo(KnownRun.UNKNOWN);
  }

  @Test
  void saysWhyTheServiceDoesNotTakeTheRun() {
    service.answer(RUN, 409, "{\"detail\": \"model a has no alias 'best'\"}");
    assertThatThrownBy(() -> run(service.url()).register())
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "The service at %s does not take run r-1: model a has no alias 'best'", service.url());

    service.answer(RUN, 400, "odd");
    assertThatThrownBy(() -> run(service.url()).register()).hasMessageEndingWith("it answered 400");

    service.answer(RUN, 401, "");
    assertThatThrownBy(() -> run(service.url()).register())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it wants a token");

    service.close();
    assertThatThrownBy(() -> run(service.url()).register())
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void endsItselfOnceSomebodyCancelledARunThatWasStartedByHand() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    ServiceRun run = run(service.url(), ended::countDown);
    service.answer(RUN, 200, "{\"cancel_requested\": false, \"launcher\": null}");
    service.answer(RUN, 200, "{\"cancel_requested\": true, \"launcher\": null}");

    run.begin();
    run.at(HALF);
    while (service.bodies(RUN).size() < 2) { // nothing is said while a word is on its way
      Thread.sleep(5);
      run.at(HALF);
    }

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(told())
        .last()
        .extracting(RunNotice::state, RunNotice::exitCode, RunNotice::message)
        .containsExactly(RunState.FAILED, 143, "Cancelled");
  }

  @Test
  void leavesTheEndOfOthersToWhoeverStartedThem() {
    assertThat(known("{\"cancel_requested\": true, \"launcher\": null}").isToEndItself()).isTrue();
    assertThat(known("{\"cancel_requested\": true, \"launcher\": \"local\"}").isToEndItself())
        .isFalse();
    assertThat(known("{\"cancel_requested\": false, \"launcher\": null}").isToEndItself())
        .isFalse();
    assertThat(KnownRun.UNKNOWN.isToEndItself()).isFalse();
  }

  @Test
  void goesOnWhereTheServiceAnswersOddly() {
    service.answer(RUN, 200, "[]");
    service.answer(RUN, 200, "<html>");
    ServiceRun run = run(service.url());

    run.begin();
    run.during(() -> DONE);

    assertThat(told()).hasSize(2).last().extracting(RunNotice::exitCode).isEqualTo(0);
  }

  private static KnownRun known(String answer) {
    return Json.read(answer.getBytes(StandardCharsets.UTF_8), KnownRun.class, "answer");
  }

  private List<RunNotice> told() {
    return service.bodies(RUN).stream()
        .map(body -> Json.read(body.getBytes(StandardCharsets.UTF_8), RunNotice.class, "notice"))
        .toList();
  }

  private static ServiceRun run(String url) {
    return run(url, () -> fail("nobody cancelled it"));
  }

  private static ServiceRun run(String url, Runnable end) {
    return new ServiceRun(
        new ServiceClient(new ConfigApi(url, 5, 3), Duration.ofMillis(1)),
        new RunId("r-1"),
        BEGUN,
        end);
  }

  private static RunReport report() {
    try (InputStream golden = RunReport.class.getResourceAsStream("/golden/run-report.json")) {
      return Json.read(
          Objects.requireNonNull(golden).readAllBytes(), RunReport.class, "run-report");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
