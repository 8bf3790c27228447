package io.propensity.api.schedule;

import io.propensity.api.PropensitySettings;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.RunStarter;
import io.propensity.api.run.RunStarter.Wish;
import io.propensity.api.timer.Lane;
import io.propensity.api.timer.TimedWork;
import io.propensity.api.timer.Timers;
import io.propensity.run.RunId;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts the runs of schedules. A firing, its run and the timer of the next one are written in one
 * transaction that holds the schedule's row: killed anywhere, it was done or it was not.
 */
@Component
class Firings implements TimedWork {

  private static final Logger LOG = LoggerFactory.getLogger(Firings.class);
  private static final String NAME = "schedule";
  private static final int MOST_TRIES = 5;
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss'z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ScheduleRows schedules;
  private final FiringRows firings;
  private final RunStarter starter;
  private final Timers timers;
  private final TransactionTemplate transaction;
  private final TransactionTemplate undoable;
  private final Clock clock;
  private final Duration grace;

  Firings(
      ScheduleRows schedules,
      FiringRows firings,
      RunStarter starter,
      Timers timers,
      TransactionTemplate transaction,
      Clock clock,
      PropensitySettings settings) {
    this.schedules = schedules;
    this.firings = firings;
    this.starter = starter;
    this.timers = timers;
    this.transaction = transaction;
    this.undoable =
        new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
    this.undoable.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    this.clock = clock;
    this.grace = settings.schedule().grace();
  }

  @Override
  public Lane lane() {
    return Lane.SCHEDULES;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** A schedule waits for a service that starts jobs. */
  @Override
  public boolean isDoneHere() {
    return starter.startsJobs();
  }

  /** Has a schedule looked at when a firing is due, or tried again; within a transaction. */
  void await(long schedule, Instant at) {
    timers.set(Lane.SCHEDULES, NAME, schedule + "/" + at, at);
  }

  @Override
  public void run(String key) {
    long id = Long.parseLong(key.substring(0, key.indexOf('/')));
    transaction.executeWithoutResult(status -> schedules.lock(id).ifPresent(this::fire));
  }

  /** What is not due any more was decided before, or put off. */
  private void fire(Kept schedule) {
    Instant now = clock.instant();
    Instant due = schedule.nextAt();
    if (due == null || due.isAfter(now)) {
      return;
    }
    Instant latest = schedule.plan().latest(due, now);
    if (latest.isAfter(due)) {
      missed(
          schedule,
          due,
          "No service that starts jobs was there, nor for those after it until " + latest);
    }
    boolean triedBefore = schedule.tries() > 0 && latest.equals(due);
    boolean late = !triedBefore && latest.plus(grace).isBefore(now);
    if (late && schedule.plan().missed() == Missed.SKIP) {
      missed(schedule, latest, "No service that starts jobs was there until " + now);
      goOn(schedule, now);
    } else {
      attempt(schedule, latest, triedBefore ? schedule.tries() + 1 : 1, now);
    }
  }

  private void attempt(Kept schedule, Instant at, int tries, Instant now) {
    schedules.alone(schedule.plan().target());
    RunId run = runId(schedule.id(), at);
    Optional<String> reason = reasonToSkip(schedule, run);
    if (reason.isPresent()) {
      keep(schedule, new Firing(at, Outcome.SKIPPED, null, reason.get(), tries - 1, now));
      goOn(schedule, now);
      return;
    }
    Optional<String> refusal = start(schedule, run);
    if (refusal.isEmpty()) {
      keep(schedule, new Firing(at, Outcome.STARTED, run, null, tries, now));
      goOn(schedule, now);
    } else {
      keep(schedule, new Firing(at, Outcome.FAILED, null, refusal.get(), tries, now));
      tryAgain(schedule, at, tries, now);
    }
  }

  /** Why the run was not put into the queue, if so; what was done for it is undone then. */
  private Optional<String> start(Kept schedule, RunId run) {
    Wish wish =
        new Wish(
            run,
            schedule.plan().target(),
            schedule.plan().options(),
            owner(schedule),
            schedule.plan().overlap() == Overlap.QUEUE);
    try {
      undoable.executeWithoutResult(status -> starter.start(wish));
      return Optional.empty();
    } catch (ProblemException refused) {
      return Optional.of(detail(refused));
    } catch (UncheckedIOException unreadable) {
      return Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  private Optional<String> reasonToSkip(Kept schedule, RunId run) {
    Optional<String> rest = starter.rest(schedule.plan().target());
    if (rest.isPresent()) {
      return rest;
    }
    return switch (schedule.plan().overlap()) {
      case ALLOW -> Optional.empty();
      case SKIP ->
          starter
              .underWay(schedule.plan().target())
              .filter(other -> !other.equals(run))
              .map(other -> "Run %s is still under way".formatted(other));
      case QUEUE ->
          starter
              .waitingOf(owner(schedule))
              .filter(other -> !other.equals(run))
              .map(other -> "Run %s still waits for its turn".formatted(other));
    };
  }

  private static String owner(Kept schedule) {
    return "schedule:" + schedule.id();
  }

  private void tryAgain(Kept schedule, Instant at, int tries, Instant now) {
    if (tries >= MOST_TRIES) {
      goOn(schedule, now);
      return;
    }
    Instant again = now.plus(FIRST_RETRY.multipliedBy(1L << (tries - 1)));
    schedules.await(schedule.id(), at, tries);
    await(
        schedule.id(),
        schedule.plan().next(now).filter(next -> next.isBefore(again)).orElse(again));
  }

  private void goOn(Kept schedule, Instant now) {
    Optional<Instant> next = schedule.plan().next(now);
    schedules.await(schedule.id(), next.orElse(null), 0);
    next.ifPresent(at -> await(schedule.id(), at));
  }

  /** A firing that failed before stays as it failed. */
  private void missed(Kept schedule, Instant at, String reason) {
    if (schedule.tries() == 0 || !at.equals(schedule.nextAt())) {
      keep(schedule, new Firing(at, Outcome.MISSED, null, reason, 0, clock.instant()));
    }
  }

  private void keep(Kept schedule, Firing firing) {
    firings.keep(schedule.id(), firing);
    LOG.info(
        "Schedule {} of {}, firing of {}: {}, {}",
        schedule.id(),
        schedule.plan().target(),
        firing.at(),
        firing.outcome(),
        firing.runId() == null ? firing.reason() : firing.runId());
  }

  /** Of a schedule and a time, so that a firing that is tried again is the same run. */
  private static RunId runId(long schedule, Instant at) {
    return new RunId("r-s%d-%s".formatted(schedule, TIME.format(at)));
  }

  private static String detail(ProblemException refused) {
    return Objects.requireNonNullElse(refused.getBody().getDetail(), "It was refused");
  }
}
