package io.propensity.api.timer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.propensity.api.PropensitySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Does the work whose time has come; of several services on one database, one does each. */
@Component
class TimerLoop implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(TimerLoop.class);
  private static final Duration TRIED_AGAIN = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What this service does not do may wait for another for as long as it likes. */
  private static final Duration UNKNOWN_KEPT = Duration.ofDays(36_500);

  private final DataSource dataSource;
  private final List<TimedWork> works;
  private final Clock clock;
  private final Duration pollingInterval;
  private final List<Scheduler> running = new ArrayList<>();

  TimerLoop(
      DataSource dataSource, List<TimedWork> works, Clock clock, PropensitySettings settings) {
    this.dataSource = dataSource;
    this.works = List.copyOf(works);
    this.clock = clock;
    this.pollingInterval = settings.schedule().pollingInterval();
  }

  @Override
  public synchronized void start() {
    for (Lane lane : Lane.values()) {
      List<Task<?>> tasks = new ArrayList<>();
      works.stream()
          .filter(work -> work.lane() == lane && work.isDoneHere())
          .forEach(work -> tasks.add(task(work)));
      if (!tasks.isEmpty()) {
        Scheduler scheduler = scheduler(lane, tasks);
        scheduler.start();
        running.add(scheduler);
      }
    }
  }

  /** Lets end what was begun; what is cut short is taken over by another service, or the next. */
  @Override
  public synchronized void stop() {
    running.forEach(Scheduler::stop);
    running.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !running.isEmpty();
  }

  private Scheduler scheduler(Lane lane, List<Task<?>> tasks) {
    return new SteadyPolling(dataSource, tasks)
        .tableName(lane.table())
        .threads(lane.threads())
        .pollingInterval(pollingInterval)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .deleteUnresolvedAfter(UNKNOWN_KEPT)
        .shutdownMaxWait(PATIENCE)
        .serializer(new NoData())
        .clock(clock::instant)
        .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
        .failureLogging(LogLevel.OFF, false)
        .build();
  }

  /** Looks again after a time that nobody sets: a clock that is put back must not stop it. */
  private static final class SteadyPolling extends SchedulerBuilder {

    SteadyPolling(DataSource dataSource, List<Task<?>> tasks) {
      super(dataSource, tasks);
    }

    @Override
    protected Waiter buildWaiter() {
      return new Waiter(poolingInterval, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
    }
  }

  private static Task<Void> task(TimedWork work) {
    return Tasks.oneTime(work.name())
        .onFailure(new FailureHandler.OnFailureRetryLater<>(TRIED_AGAIN))
        .onDeadExecutionRevive()
        .execute((instance, context) -> run(work, instance.getId()));
  }

  private static void run(TimedWork work, String key) {
    try {
      work.run(key);
    } catch (DataAccessException | TransactionException failure) {
      LOG.warn(
          "{} {} waits for the database: {}", work.name(), key, failure.getClass().getSimpleName());
      throw failure;
    } catch (RuntimeException defect) {
      LOG.error("{} {} failed by a defect of the service", work.name(), key, defect);
      throw defect;
    }
  }
}
