package io.propensity.run;

/** The command line is wrong. */
public final class UsageException extends JobException {

  public UsageException(String message) {
    super(ExitCode.USAGE, message);
  }

  public UsageException(String message, Throwable cause) {
    super(ExitCode.USAGE, message, cause);
  }
}
