package io.propensity.api.run.launch;

/** What became of an attempt. */
public sealed interface Sighting {

  /** It is still at it. */
  record Alive() implements Sighting {}

  /** It ended by itself. */
  record Ended(int exitCode) implements Sighting {}

  /** Whatever runs it took its place away, by no fault of the job: it is to be tried again. */
  record Interrupted(int exitCode, String why) implements Sighting {}

  /** It is over, or gone, and left no exit code. */
  record Gone(String why) implements Sighting {}

  /** It is not there, and never was as far as anybody knows. */
  record NotBegun() implements Sighting {}

  /** That cannot be told for now. */
  record Unknown() implements Sighting {}
}
