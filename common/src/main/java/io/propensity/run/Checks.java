package io.propensity.run;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, so that all of it can be told at once. */
public final class Checks {

  private final List<Fault> faults = new ArrayList<>();

  /** Notes a fault of {@code key} unless {@code holds}. */
  public Checks require(boolean holds, String key, String message) {
    if (!holds) {
      faults.add(new Fault(key, message));
    }
    return this;
  }

  /** Runs a check that throws, and notes what it says under {@code key}. */
  public Checks run(String key, Runnable check) {
    try {
      check.run();
    } catch (ConfigurationException | ContractException e) {
      if (e instanceof ConfigurationException wrong && !wrong.faults().isEmpty()) {
        wrong.faults().forEach(fault -> faults.add(under(key, fault)));
      } else {
        faults.add(new Fault(key, String.valueOf(e.getMessage())));
      }
    }
    return this;
  }

  private static Fault under(String key, Fault fault) {
    if (key.isEmpty()) {
      return fault;
    }
    String within = fault.key().isEmpty() || fault.key().startsWith("[") ? "" : ".";
    return new Fault(key + within + fault.key(), fault.message());
  }

  /** All that was found so far. */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /**
   * Ends the checks.
   *
   * @throws ConfigurationException with all faults, if there are any
   */
  public void done() {
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
  }
}
