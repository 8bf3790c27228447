package io.propensity.api.run;

import io.propensity.api.problem.ProblemException;
import io.propensity.run.RunId;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells watchers of a run whenever it changes, as server-sent events. One query a second serves all
 * watchers, and none is made while nobody watches.
 */
@Component
class RunEvents {

  private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);
  private static final int MOST = 500;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int BEATS_APART = 15;

  private final Runs runs;
  private final Map<SseEmitter, RunId> watchers = new ConcurrentHashMap<>();
  private final Map<SseEmitter, Run> told = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "run-events");
            thread.setDaemon(true);
            return thread;
          });
  private int second;

  RunEvents(Runs runs) {
    this.runs = runs;
    var unused = clock.scheduleWithFixedDelay(this::tell, 1, 1, TimeUnit.SECONDS);
  }

  /** The run as it is now, then each change, until it is over. */
  SseEmitter watch(Run run) {
    if (watchers.size() >= MOST) {
      throw ProblemException.tooMany("%d clients watch runs already; try again".formatted(MOST));
    }
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    emitter.onCompletion(() -> forget(emitter));
    emitter.onTimeout(emitter::complete);
    emitter.onError(failure -> forget(emitter));
    watchers.put(emitter, run.runId());
    send(emitter, run);
    return emitter;
  }

  private void tell() {
    second++;
    Set<RunId> ids = watchers.values().stream().collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return;
    }
    try {
      Map<RunId, Run> now =
          runs.among(List.copyOf(ids)).stream().collect(Collectors.toMap(Run::runId, run -> run));
      watchers.forEach(
          (emitter, id) -> Optional.ofNullable(now.get(id)).ifPresent(run -> tell(emitter, run)));
    } catch (DataAccessException | TransactionException failure) {
      LOG.warn("Watchers of runs wait for the database: {}", failure.getClass().getSimpleName());
    } catch (RuntimeException defect) { // Thrown on, it would end the telling for good.
      LOG.error("Telling the watchers of runs failed by a defect of the service", defect);
    }
  }

  private void tell(SseEmitter emitter, Run run) {
    if (!run.equals(told.get(emitter))) {
      send(emitter, run);
    } else if (second % BEATS_APART == 0) {
      beat(emitter);
    }
  }

  private void send(SseEmitter emitter, Run run) {
    try {
      told.put(emitter, run);
      emitter.send(SseEmitter.event().name("run").data(run, MediaType.APPLICATION_JSON));
      if (run.state().isOver()) {
        emitter.complete();
      }
    } catch (IOException | IllegalStateException gone) {
      forget(emitter);
    }
  }

  /** So that a client that left is noticed, and what lies between keeps the connection. */
  private void beat(SseEmitter emitter) {
    try {
      emitter.send(SseEmitter.event().comment("still there"));
    } catch (IOException | IllegalStateException gone) {
      forget(emitter);
    }
  }

  private void forget(SseEmitter emitter) {
    watchers.remove(emitter);
    told.remove(emitter);
  }

  @PreDestroy
  void end() {
    clock.shutdownNow();
    watchers.keySet().forEach(SseEmitter::complete);
  }
}
