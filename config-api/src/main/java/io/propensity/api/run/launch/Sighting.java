package io.propensity.api.run.launch;

/** What became of a process. */
public sealed interface Sighting {

  /** It is still at it. */
  record Alive() implements Sighting {}

  /** It ended by itself. */
  record Ended(int exitCode) implements Sighting {}

  /** It is gone, and left no exit code. */
  record Gone() implements Sighting {}
}
