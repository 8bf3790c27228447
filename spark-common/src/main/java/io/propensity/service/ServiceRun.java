package io.propensity.service;

import io.propensity.environment.ConfigApi;
import io.propensity.json.Json;
import io.propensity.report.RunNotice;
import io.propensity.report.RunReport;
import io.propensity.report.StepProgress;
import io.propensity.run.BusyException;
import io.propensity.run.ContractException;
import io.propensity.run.ExitCode;
import io.propensity.run.JobException;
import io.propensity.run.RunId;
import io.propensity.run.UnavailableException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This run as the service knows it. What is told here is for those who watch: a service that does
 * not hear it costs a line in the log, and never the run, whose report lies beside its result.
 */
public final class ServiceRun {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  private final ServiceClient service;
  private final RunId run;
  private final RunNotice begun;
  private final ServiceDocuments documents;
  private final Runnable end;
  private final AtomicBoolean isCancelled = new AtomicBoolean();
  private @Nullable StepProgress reading;
  private CompletableFuture<Boolean> underWay = CompletableFuture.completedFuture(true);

  /**
   * A run of which nothing was told yet.
   *
   * @param begun what is told of it first
   */
  public ServiceRun(ConfigApi api, RunId run, RunNotice begun) {
    this(new ServiceClient(api), run, begun);
  }

  public ServiceRun(ServiceClient service, RunId run, RunNotice begun) {
    this(service, run, begun, () -> System.exit(ExitCode.TERMINATED));
  }

  /**
   * As the others.
   *
   * @param end ends this process when the run was cancelled at the service
   */
  ServiceRun(ServiceClient service, RunId run, RunNotice begun, Runnable end) {
    this.end = end;
    this.service = service;
    this.run = run;
    this.begun = begun;
    this.documents = new ServiceDocuments(service, run);
  }

  /**
   * What a run came to.
   *
   * @param location where people read its report
   */
  public record Outcome(RunReport report, String location) {}

  /** Tells that the run has begun, and does not wait. */
  public void begin() {
    at(null);
  }

  /**
   * Tells that the run has begun, and waits for what is written down of it: the same for each
   * attempt of one run id.
   *
   * @throws UnavailableException when the service does not answer
   * @throws JobException when it refuses the run
   */
  public KnownRun register() {
    HttpResponse<byte[]> answer = service.send("PUT", path(), Json.write(begun));
    if (answer.statusCode() == 401 || answer.statusCode() == 403) {
      throw service.refusal(answer);
    }
    if (answer.statusCode() >= 300) {
      throw new ContractException(
          "The service at %s does not take run %s: %s"
              .formatted(service.url(), run, ServiceClient.reason(answer)));
    }
    return known(answer);
  }

  private KnownRun known(HttpResponse<byte[]> answer) {
    return answer.body().length == 0
        ? KnownRun.UNKNOWN
        : Json.read(answer.body(), KnownRun.class, "Run %s of %s".formatted(run, service.url()));
  }

  /** Does not wait, and says nothing while an earlier reading is still on its way. */
  public synchronized void at(@Nullable StepProgress progress) {
    reading = progress;
    if (underWay.isDone()) {
      underWay = tell(begun.at(progress));
    }
  }

  /**
   * Has the service keep what the run found beside its report, once it has heard of the run.
   *
   * @param name small letters, digits and {@code _}
   */
  public void found(String name, byte[] json) {
    waitForTheOneBefore();
    documents.send(name, json);
  }

  /** Does the work, shows meanwhile that the run lives, and tells how it ended. */
  public void during(Supplier<Outcome> work) {
    Outcome outcome;
    try {
      outcome = alive(work);
    } catch (BusyException other) { // The run itself goes on, elsewhere.
      throw other;
    } catch (JobException failure) {
      insist(begun.failed(failure.exitCode(), failure.getMessage()));
      throw failure;
    } catch (RuntimeException | Error defect) { // no memory, no native library
      tellOf(defect);
      throw defect;
    }
    insist(begun.succeeded(outcome.report(), outcome.location()));
  }

  /** What the machine refuses to the work, it may refuse to the words about it too. */
  private void tellOf(Throwable defect) {
    try {
      insist(begun.failed(ExitCode.INTERNAL, defect.toString()));
    } catch (RuntimeException | Error untold) {
      defect.addSuppressed(untold);
    }
  }

  /** A run of which nothing is heard for long is taken for dead, and some steps say nothing. */
  private Outcome alive(Supplier<Outcome> work) {
    ScheduledExecutorService heart =
        Executors.newSingleThreadScheduledExecutor(
            beats -> {
              Thread thread = new Thread(beats, "heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        heart.scheduleAtFixedRate(
            this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
    try {
      return work.get();
    } finally {
      heart.shutdownNow();
    }
  }

  private synchronized void beat() {
    at(reading);
  }

  /** The last word of a run is worth as many attempts as its first question. */
  private void insist(RunNotice notice) {
    waitForTheOneBefore();
    Duration pause = service.firstPause();
    for (int attempt = 1; attempt <= service.attempts(); attempt++) {
      if (tell(notice).join()) {
        return;
      }
      if (attempt < service.attempts()) {
        sleep(pause);
        pause = ServiceClient.doubled(pause);
      }
    }
    LOG.warn(
        "The service at {} does not know how run {} ended, {} attempts long",
        service.url(),
        run,
        service.attempts());
  }

  private void waitForTheOneBefore() {
    CompletableFuture<Boolean> before;
    synchronized (this) {
      before = underWay;
    }
    before.join();
  }

  /** Whether there is nothing to be gained by sending it once more. */
  private CompletableFuture<Boolean> tell(RunNotice notice) {
    return service
        .begin("PUT", path(), Json.write(notice))
        .orTimeout(service.timeoutSeconds(), TimeUnit.SECONDS)
        .handle(this::isHeard);
  }

  private boolean isHeard(@Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
    if (answer == null) {
      Throwable cause =
          failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
      LOG.info("The service does not hear of run {}: {}", run, String.valueOf(cause));
      return false;
    }
    int status = answer.statusCode();
    if (status >= 300) {
      LOG.info("The service does not hear of run {}: {}", run, ServiceClient.reason(answer));
    } else {
      obey(answer);
    }
    return status < 500 && status != 429;
  }

  private void obey(HttpResponse<byte[]> answer) {
    try {
      if (known(answer).isToEndItself() && isCancelled.compareAndSet(false, true)) {
        new Thread(this::cancelled, "cancelled").start();
      }
    } catch (ContractException odd) {
      LOG.info("The service does not say whether the run goes on: {}", odd.getMessage());
    }
  }

  /** As if it had been ended from outside, which the service would do with a job of its own. */
  private void cancelled() {
    LOG.warn("Run {} was cancelled at the service {}, and ends", run, service.url());
    insist(begun.cancelled());
    end.run();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String path() {
    return "/runs/" + run;
  }
}
