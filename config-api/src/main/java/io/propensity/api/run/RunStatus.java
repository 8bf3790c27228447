package io.propensity.api.run;

import java.util.Arrays;
import java.util.Optional;

/** How a run stands. */
public enum RunStatus {
  /** Waits for its turn. */
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Somebody ended it. */
  CANCELLED;

  /** In any case; empty where there is none of the name. */
  static Optional<RunStatus> named(String text) {
    return Arrays.stream(values()).filter(state -> state.name().equalsIgnoreCase(text)).findFirst();
  }

  public boolean isOver() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
