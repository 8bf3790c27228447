package io.propensity.api.timer;

/** Work that is done when its time has come, by one of the services that share a database. */
public interface TimedWork {

  Lane lane();

  /** As its rows in the database are called. */
  String name();

  /** Whether this service does it; where it does not, another may. */
  boolean isDoneHere();

  /**
   * Does it. After a failure it is asked again in a while, and of a service that was killed another
   * takes it over: it may be asked twice for one key.
   */
  void run(String key);
}
