package io.propensity.prediction;

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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This run as the service knows it. What is told here is for those who watch: a service that does
 * not hear it costs a line in the log, and never the run, whose report lies beside its predictions.
 */
final class ServiceRun {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final ConfigApi api;
  private final RunId run;
  private final Campaign campaign;
  private final Instant start;
  private final Duration firstPause;
  private final Optional<String> token;
  private final HttpClient http;
  private CompletableFuture<Boolean> underWay = CompletableFuture.completedFuture(true);

  ServiceRun(ConfigApi api, RunId run, Campaign campaign, Instant start) {
    this(api, run, campaign, start, FIRST_PAUSE);
  }

  ServiceRun(ConfigApi api, RunId run, Campaign campaign, Instant start, Duration firstPause) {
    this.api = api;
    this.run = run;
    this.campaign = campaign;
    this.start = start;
    this.firstPause = firstPause;
    this.token = api.bearer();
    this.http =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(api.timeoutSeconds())).build();
  }

  void begun() {
    underWay = send(notice(null, null, null, null, null));
  }

  /** Does not wait, and says nothing while an earlier reading is still on its way. */
  void at(StepProgress progress) {
    if (underWay.isDone()) {
      underWay = send(notice(null, progress, null, null, null));
    }
  }

  void succeeded(RunReport report) {
    insist(notice(RunState.SUCCEEDED, null, ExitCode.OK, null, report));
  }

  void failed(ExitCode code, @Nullable String message) {
    insist(notice(RunState.FAILED, null, code, message, null));
  }

  private RunNotice notice(
      @Nullable RunState state,
      @Nullable StepProgress progress,
      @Nullable ExitCode code,
      @Nullable String message,
      @Nullable RunReport report) {
    return new RunNotice(
        RunKind.PREDICTION,
        state,
        campaign.id(),
        campaign.revision(),
        null,
        start,
        progress,
        code == null ? null : (Integer) code.code(),
        message,
        report);
  }

  /** The last word of a run is worth as many attempts as its first question. */
  private void insist(RunNotice notice) {
    underWay.join();
    Duration pause = firstPause;
    for (int attempt = 1; attempt <= api.attempts(); attempt++) {
      if (send(notice).join()) {
        return;
      }
      if (attempt < api.attempts()) {
        sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
    LOG.warn(
        "The service at {} does not know how run {} ended, {} attempts long",
        api.url(),
        run,
        api.attempts());
  }

  /** Whether there is nothing to be gained by sending it once more. */
  private CompletableFuture<Boolean> send(RunNotice notice) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.url() + "/runs/" + run))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(api.timeoutSeconds()))
            .PUT(BodyPublishers.ofByteArray(Json.write(notice)));
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .orTimeout(api.timeoutSeconds(), TimeUnit.SECONDS)
        .handle(this::isHeard);
  }

  private boolean isHeard(@Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
    if (answer == null) {
      Throwable cause =
          failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
      LOG.info("The service does not hear of run {}: {}", run, String.valueOf(cause));
      return false;
    }
    int status = answer.statusCode();
    if (status >= 300) {
      LOG.info("The service does not hear of run {}: it answered {}", run, status);
    }
    return status < 500 && status != 429;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
