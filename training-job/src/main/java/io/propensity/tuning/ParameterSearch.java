package io.propensity.tuning;

import io.propensity.algorithm.Algorithm;
import io.propensity.pipeline.Tuning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the best parameters: every combination is a {@link Trial} on the same folds. */
public final class ParameterSearch {

  private static final Logger LOG = LoggerFactory.getLogger(ParameterSearch.class);

  private final Tuning tuning;
  private final Objective objective;
  private final FoldTraining training;
  private final Consumer<List<Trial>> listener;
  private final long seed;

  /**
   * A search.
   *
   * @param seed of a random search
   * @param listener receives all trials that are done, by number, each time that one is
   */
  public ParameterSearch(
      Tuning tuning,
      Objective objective,
      FoldTraining training,
      long seed,
      Consumer<List<Trial>> listener) {
    this.tuning = tuning;
    this.objective = objective;
    this.training = training;
    this.seed = seed;
    this.listener = listener;
  }

  /**
   * Runs the trials that the budget allows, the first one always.
   *
   * @return at least one trial, the best first
   */
  public List<Trial> run(Algorithm algorithm) {
    List<Map<String, Object>> combinations = SearchSpace.of(tuning, seed);
    Clock clock = new Clock(combinations.size());
    List<Trial> done = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(tuning.parallelismOrDefault());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < combinations.size(); i++) {
        int number = i + 1;
        Map<String, Object> parameters = combinations.get(i);
        running.add(
            workers.submit(
                () -> {
                  if (number == 1 || clock.hasTime()) {
                    add(done, trial(algorithm, number, parameters), clock);
                  }
                }));
      }
      for (Future<?> each : running) {
        await(each);
      }
    } finally {
      workers.shutdownNow();
    }
    if (done.size() < combinations.size()) {
      LOG.info(
          "The search ended after {} of {} trials: tuning.seconds {} are over",
          done.size(),
          combinations.size(),
          tuning.seconds());
    }
    return done.stream().sorted(objective.order().reversed()).toList();
  }

  private Trial trial(Algorithm algorithm, int number, Map<String, Object> parameters) {
    Instant start = Instant.now();
    List<FoldScore> folds = training.run(algorithm.with(parameters), score -> {});
    return new Trial(
        number, parameters, folds, Duration.between(start, Instant.now()).toMillis() / 1000.0);
  }

  private void add(List<Trial> done, Trial trial, Clock clock) {
    synchronized (done) {
      done.add(trial);
      Spread spread = trial.spread(objective.metric());
      LOG.info(
          "Trial {} of {}: {} {} ± {} with {}; about {} s left",
          trial.number(),
          clock.trials,
          objective.metric(),
          digits(spread.mean()),
          digits(spread.deviation()),
          trial.parameters(),
          clock.secondsLeft());
      listener.accept(done.stream().sorted(Comparator.comparingInt(Trial::number)).toList());
    }
  }

  private static String digits(double value) {
    return "%.4f".formatted(value);
  }

  private static void await(Future<?> trial) {
    try {
      trial.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The search was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("A trial failed", e.getCause());
    }
  }

  /** What is left of the time. */
  private final class Clock {

    private final long start = System.nanoTime();
    private final AtomicInteger done = new AtomicInteger();
    private final int trials;

    Clock(int trials) {
      this.trials = trials;
    }

    boolean hasTime() {
      Integer seconds = tuning.seconds();
      return seconds == null || secondsSince() < seconds;
    }

    long secondsLeft() {
      return TimeLeft.seconds(secondsSince(), done.incrementAndGet(), trials, tuning.seconds());
    }

    private double secondsSince() {
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
