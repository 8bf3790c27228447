package io.propensity.api.run;

import io.propensity.api.PropensitySettings;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.NotNowException;
import io.propensity.api.run.launch.Sighting;
import io.propensity.report.RunKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Launches what waits and sees what becomes of what runs, again and again. All that it knows is in
 * the database and with the launcher, so that a service that was killed goes on where it was.
 */
@Component
class RunSupervisor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RunSupervisor.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final Duration SILENCE_LOOKED_AT = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofSeconds(5);
  private static final Duration BEGINNING = Duration.ofMinutes(1);
  private static final int MOST_ATTEMPTS = 5;
  private static final int TAIL = 100;

  private final Runs runs;
  private final Launcher launcher;
  private final JobArguments arguments;
  private final Clock clock;
  private final Path dataDirectory;
  private @Nullable ScheduledExecutorService thread;

  RunSupervisor(
      Runs runs,
      Launcher launcher,
      JobArguments arguments,
      PropensitySettings settings,
      Clock clock) {
    this.runs = runs;
    this.launcher = launcher;
    this.arguments = arguments;
    this.clock = clock;
    this.dataDirectory = settings.dataDirectory();
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "runs"));
    if (launcher.concurrency() > 0) {
      String instance = launcher.sharedBy().orElseGet(() -> Instance.of(dataDirectory));
      every(started, SILENCE_LOOKED_AT, () -> lookAfter(instance));
      every(started, PAUSE, () -> turn(instance));
    }
    every(
        started,
        SILENCE_LOOKED_AT,
        () -> runs.giveUp(clock.instant().minus(SILENCE), clock.instant()));
    thread = started;
  }

  /** Ends between two turns; jobs that run go on. */
  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.shutdown();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  /** Work that fails is told, and the next turn begins anew: nothing of it is kept here. */
  private static void every(ScheduledExecutorService thread, Duration pause, Runnable work) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (DataAccessException | TransactionException failure) {
                LOG.warn("Runs wait for the database: {}", failure.getClass().getSimpleName());
              } catch (RuntimeException defect) {
                LOG.error("Watching the runs failed by a defect of the service", defect);
              }
            },
            0,
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void lookAfter(String instance) {
    runs.takeBack(instance, clock.instant());
    runs.lookAfter(instance, clock.instant());
  }

  private void turn(String instance) {
    runs.going(instance).forEach(this::seeApart);
    int free = launcher.concurrency() - runs.going(instance).size();
    for (int i = 0; i < free && launcher.answers(); i++) {
      Optional<Run> claimed = runs.claim(instance, clock.instant());
      if (claimed.isEmpty()) {
        return;
      }
      launch(claimed.get());
    }
  }

  /** A run that cannot be seen to keeps no other from being seen to. */
  private void seeApart(Runs.Launched launched) {
    try {
      see(launched);
    } catch (NotNowException later) {
      LOG.warn("Run {} is seen to later: {}", launched.run().runId(), later.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("Run {} cannot be seen to for now", launched.run().runId(), failure);
    }
  }

  private void launch(Run run) {
    try {
      Launcher.Prepared prepared = launcher.prepare(arguments.of(run, runs.requestOf(run.runId())));
      if (isKept(run, prepared)) {
        LOG.info("Run {}, attempt {}, begins", run.runId(), run.attempt());
        runs.know(run, prepared.handle(), prepared.go());
      } else {
        prepared.leave();
      }
    } catch (NotNowException later) {
      LOG.warn("Run {} is started later: {}", run.runId(), later.getMessage());
      runs.requeue(run, null, launcher.answers() ? clock.instant().plus(LATER) : null);
    } catch (LaunchException failure) {
      LOG.warn("Run {} cannot be started: {}", run.runId(), failure.getMessage());
      finish(run, RunStatus.FAILED, null, String.valueOf(failure.getMessage()), "");
    }
  }

  /** Whether the run is this job's from now on; where that cannot be said, it never begins. */
  private boolean isKept(Run run, Launcher.Prepared prepared) {
    try {
      return runs.handle(run, prepared.handle());
    } catch (RuntimeException failure) {
      prepared.leave();
      throw failure;
    }
  }

  private void see(Runs.Launched launched) {
    Run run = launched.run();
    Handle handle = launched.handle();
    if (handle == null) {
      neverBegan(run, null);
      return;
    }
    Sighting sighting = launcher.look(run.runId(), run.attempt(), handle);
    if (sighting instanceof Sighting.Ended ended) {
      ended(run, ended.exitCode());
    } else if (sighting instanceof Sighting.Interrupted interrupted) {
      interrupted(run, interrupted);
    } else if (sighting instanceof Sighting.Gone gone) {
      finish(run, over(run), null, run.cancelRequested() ? "Cancelled" : gone.why());
    } else if (sighting instanceof Sighting.NotBegun) {
      neverBegan(run, handle);
    } else if (sighting instanceof Sighting.Alive && run.cancelRequested()) {
      launcher.stop(handle);
    }
  }

  /**
   * The service was killed between two lines of {@link #launch}, or somebody cancelled there. Where
   * other services see the run, one of them may be at those lines just now.
   */
  private void neverBegan(Run run, @Nullable Handle handle) {
    if (run.cancelRequested()) {
      finish(run, RunStatus.CANCELLED, null, null, "");
    } else if (launcher.sharedBy().isEmpty() || isOlderThan(run, BEGINNING)) {
      runs.requeue(run, handle, clock.instant());
    }
  }

  private boolean isOlderThan(Run run, Duration age) {
    Instant started = run.startedAt();
    return started != null && started.plus(age).isBefore(clock.instant());
  }

  /** By no fault of the job: it is tried again, as often as that makes sense. */
  private void interrupted(Run run, Sighting.Interrupted interrupted) {
    if (run.cancelRequested() || run.attempt() >= MOST_ATTEMPTS) {
      finish(run, over(run), interrupted.exitCode(), interrupted.why());
    } else if (runs.again(run, clock.instant())) {
      LOG.warn(
          "Run {}, attempt {}, is tried again: {}", run.runId(), run.attempt(), interrupted.why());
    }
  }

  private static RunStatus over(Run run) {
    return run.cancelRequested() ? RunStatus.CANCELLED : RunStatus.FAILED;
  }

  private void ended(Run run, int code) {
    if (run.cancelRequested()) {
      finish(run, RunStatus.CANCELLED, code, code == 0 ? doneBefore(run) : "Cancelled");
    } else if (code == 0) {
      finish(run, RunStatus.SUCCEEDED, code, null);
    } else {
      String tail = tail(run);
      finish(run, RunStatus.FAILED, code, lastLine(tail), tail);
    }
  }

  /** What a job did that was not ended in time; a training may have had nothing to publish. */
  static String doneBefore(Run run) {
    return run.kind() == RunKind.PREDICTION
        ? "It had published before it could be cancelled: its predictions stand"
        : "It was done before it could be cancelled: what it published stands";
  }

  private void finish(Run run, RunStatus state, @Nullable Integer code, @Nullable String message) {
    finish(run, state, code, message, tail(run));
  }

  private void finish(
      Run run, RunStatus state, @Nullable Integer code, @Nullable String message, String tail) {
    if (runs.finish(run, state, code, message, tail, clock.instant())) {
      LOG.info("Run {}, attempt {}: {}", run.runId(), run.attempt(), state);
    }
  }

  private String tail(Run run) {
    return String.join("\n", launcher.log(run.runId(), run.attempt(), TAIL));
  }

  /** Jobs say in their last line what is wrong. */
  private static @Nullable String lastLine(String tail) {
    return tail.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse(null);
  }
}
