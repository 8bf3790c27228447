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
   * The name under which all services look after its runs; empty where only the service that
   * started a run can see it.
   */
  default Optional<String> sharedBy() {
    return Optional.empty();
  }

  /** False while whatever runs the jobs does not answer: nothing is started then. */
  default boolean answers() {
    return true;
  }

  /**
   * Gets everything ready for a job and does nothing until {@link Prepared#go}. So its handle can
   * be written down before any work is done, and work is never done that nobody knows of.
   *
   * @throws LaunchException when it cannot be started
   * @throws NotNowException when it may be later
   */
  Prepared prepare(Job job);

  /** What became of it, by what the system itself knows. */
  Sighting look(RunId run, int attempt, Handle handle);

  /**
   * Asks it to end. It may take a while; {@link #look} tells.
   *
   * @throws NotNowException when that could not be asked
   */
  void stop(Handle handle);

  /**
   * The last lines of its log, none where there is no log yet.
   *
   * @throws NotNowException when they can be had later
   */
  List<String> log(RunId run, int attempt, int lines);

  /** A job that waits for its word. */
  interface Prepared {

    Handle handle();

    /**
     * Begins, and returns the handle with what is known of the job since.
     *
     * @throws LaunchException when it did not begin
     * @throws NotNowException when it cannot be told whether it did: {@link #look} tells
     */
    Handle go();

    /** Ends it: nothing was begun. */
    void leave();
  }
}
