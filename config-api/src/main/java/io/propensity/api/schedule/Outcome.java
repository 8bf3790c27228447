package io.propensity.api.schedule;

/** What became of a firing. */
public enum Outcome {
  STARTED,
  /** There was a reason not to: a run under way, an archived campaign. */
  SKIPPED,
  /** Its time passed while no service was there. */
  MISSED,
  /** It could not be started; while tries are left, it may be yet. */
  FAILED
}
