package io.propensity.api.run;

/** How a run stands. */
enum RunStatus {
  /** Waits for its turn. */
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Somebody ended it. */
  CANCELLED;

  boolean isOver() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
