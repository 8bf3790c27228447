package io.propensity.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Measures the wall time of a run's steps, in their order. */
public final class StepClock {

  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** Runs {@code step} and adds its time under {@code name}. */
  public <T> T time(String name, Supplier<T> step) {
    long start = System.nanoTime();
    try {
      return step.get();
    } finally {
      double taken = (System.nanoTime() - start) / 1e9;
      seconds.merge(name, milliseconds(taken), (before, more) -> milliseconds(before + more));
    }
  }

  private static double milliseconds(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  /** Seconds by step, in the order of the steps. */
  public Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }
}
