package io.propensity.run;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file or setting is wrong, in one respect or in several. */
public final class ConfigurationException extends JobException {

  private final transient List<Fault> faults;

  public ConfigurationException(String message) {
    super(ExitCode.CONFIG, message);
    this.faults = List.of();
  }

  public ConfigurationException(String message, Throwable cause) {
    super(ExitCode.CONFIG, message, cause);
    this.faults = List.of();
  }

  /** All that is wrong with one thing. */
  public ConfigurationException(List<Fault> faults) {
    super(ExitCode.CONFIG, faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, by key; empty when the message alone says it. */
  public List<Fault> faults() {
    return faults;
  }
}
