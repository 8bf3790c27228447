package io.propensity.api.run.launch;

import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;

/** Starts jobs somewhere, and tells later what became of them. */
public interface Launcher {

  /** As it is named in a run: {@code local}. */
  String name();

  /** So many runs may be under way at once. */
  int concurrency();

  /**
   * Gets a process ready that does nothing until {@link Prepared#go}. So its handle can be written
   * down before any work is done, and work is never done that nobody knows of.
   *
   * @param request that asked for the run: the job and its log name it
   * @throws LaunchException when it cannot be started
   */
  Prepared prepare(RunId run, int attempt, List<String> arguments, Optional<String> request);

  /** What became of it, by what the system itself knows. */
  Sighting look(RunId run, int attempt, Handle handle);

  /** Asks it to end. It may take a while; {@link #look} tells. */
  void stop(Handle handle);

  /** The last lines of its log, none where there is no log yet. */
  List<String> log(RunId run, int attempt, int lines);

  /** A process that waits for its word. */
  interface Prepared {

    Handle handle();

    void go();

    /** Ends it: nothing was begun. */
    void leave();
  }
}
