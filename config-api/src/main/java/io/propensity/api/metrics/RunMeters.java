package io.propensity.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The meters of the runs. Of several services on one database each tells of all runs, whoever
 * started or ended them: what counts is the greatest of their figures, not the sum.
 */
@Component
class RunMeters {

  private static final Logger LOG = LoggerFactory.getLogger(RunMeters.class);
  private static final List<String> KINDS = List.of("prediction", "training");
  private static final List<String> WAITING = List.of("QUEUED", "RUNNING");
  private static final List<String> OVER = List.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final Duration[] DURATIONS = {
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(2),
    Duration.ofHours(4)
  };
  private static final Duration SCHEDULED = Duration.ofDays(30);

  /** A run may be written down a while after it ended by its own clock. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final MeterRegistry registry;
  private final RunCensus census;
  private final Clock clock;
  private final Map<Tags, Long> underWay = new ConcurrentHashMap<>();
  private final MultiGauge successes;
  private final DistributionSummary drift;
  private final Instant begun;
  private Set<Attempt> counted = new HashSet<>();
  private Instant lookedAt;
  private volatile double queueAge;

  private record Attempt(String runId, int attempt) {

    static Attempt of(RunCensus.Ended run) {
      return new Attempt(run.runId(), run.attempt());
    }
  }

  RunMeters(MeterRegistry registry, RunCensus census, Clock clock) {
    this.registry = registry;
    this.census = census;
    this.clock = clock;
    this.begun = clock.instant();
    this.lookedAt = begun;
    this.successes =
        MultiGauge.builder("propensity.campaign.last.success")
            .baseUnit("seconds")
            .register(registry);
    this.drift =
        DistributionSummary.builder("propensity.run.drift")
            .serviceLevelObjectives(0.1, 0.25, 1)
            .register(registry);
    Gauge.builder("propensity.runs.queue.age", () -> queueAge)
        .baseUnit("seconds")
        .register(registry);
    // All there from the start: a panel shows a zero, and the first failure is an increase.
    for (String kind : KINDS) {
      WAITING.forEach(state -> gauge(Tags.of("kind", kind, "state", state)));
      OVER.forEach(state -> ended(Tags.of("kind", kind, "state", state)));
      OVER.forEach(state -> duration(Tags.of("kind", kind, "state", state)));
    }
  }

  private void gauge(Tags tags) {
    Gauge.builder("propensity.runs.under.way", () -> underWay.getOrDefault(tags, 0L))
        .tags(tags)
        .register(registry);
  }

  private Counter ended(Tags tags) {
    return registry.counter("propensity.runs.ended", tags);
  }

  private Timer duration(Tags tags) {
    return Timer.builder("propensity.run.duration")
        .tags(tags)
        .serviceLevelObjectives(DURATIONS)
        .register(registry);
  }

  @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  synchronized void look() {
    whenTheDatabaseAnswers(
        () -> {
          Instant now = clock.instant();
          countUnderWay(now);
          countEnded(now);
        });
  }

  @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
  void lookAtSchedules() {
    whenTheDatabaseAnswers(() -> tellSuccesses(clock.instant()));
  }

  private static void whenTheDatabaseAnswers(Runnable look) {
    try {
      look.run();
    } catch (DataAccessException failure) {
      LOG.warn("Meters wait for the database: {}", failure.getClass().getSimpleName());
    }
  }

  private void countUnderWay(Instant now) {
    Map<Tags, Long> found = new HashMap<>();
    for (RunCensus.Count count : census.underWay()) {
      found.put(Tags.of("kind", count.kind(), "state", count.state()), count.runs());
    }
    underWay.keySet().retainAll(found.keySet());
    underWay.putAll(found);
    queueAge =
        census
            .waitingSince()
            .map(since -> Math.max(0, Duration.between(since, now).toMillis()) / 1_000.0)
            .orElse(0.0);
  }

  /** Looks a little further back than the last time, and counts nothing twice. */
  private void countEnded(Instant now) {
    Set<Attempt> seen = new HashSet<>();
    for (RunCensus.Ended run : census.endedAfter(lookedAt.minus(LATE))) {
      Attempt attempt = Attempt.of(run);
      seen.add(attempt);
      if (!counted.contains(attempt) && !run.finishedAt().isBefore(begun)) {
        count(run);
      }
    }
    counted = seen;
    lookedAt = now;
  }

  private void count(RunCensus.Ended run) {
    Tags tags = Tags.of("kind", run.kind(), "state", run.state());
    ended(tags).increment();
    duration(tags).record(run.took());
    if (run.drift() != null) {
      drift.record(run.drift());
    }
  }

  private void tellSuccesses(Instant now) {
    successes.register(
        census.scheduledSince(now.minus(SCHEDULED)).stream()
            .map(
                success ->
                    MultiGauge.Row.of(
                        Tags.of("campaign", String.valueOf(success.campaign())),
                        success.at().getEpochSecond()))
            .toList(),
        true);
  }
}
