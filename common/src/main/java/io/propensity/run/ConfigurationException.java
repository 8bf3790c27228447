package io.propensity.run;

/** A configuration file or setting is wrong. */
public final class ConfigurationException extends JobException {

  public ConfigurationException(String message) {
    super(ExitCode.CONFIG, message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(ExitCode.CONFIG, message, cause);
  }
}
