package io.propensity.tuning;

import org.jspecify.annotations.Nullable;

/** How long the rest of several like pieces of work takes, judged by those that are done. */
public final class TimeLeft {

  private TimeLeft() {}

  /**
   * In whole seconds.
   *
   * @param elapsed seconds since the first began
   * @param done at least 1
   * @param bound seconds after the beginning that nothing is begun beyond; null for none
   */
  public static long seconds(double elapsed, int done, int all, @Nullable Integer bound) {
    long left = Math.round(elapsed / done * (all - done));
    return bound == null ? left : Math.max(0, Math.min(left, bound - Math.round(elapsed)));
  }
}
