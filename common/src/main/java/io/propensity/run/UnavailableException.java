package io.propensity.run;

/** A service did not answer, after all retries. */
public final class UnavailableException extends JobException {

  public UnavailableException(String message) {
    super(ExitCode.UNAVAILABLE, message);
  }

  public UnavailableException(String message, Throwable cause) {
    super(ExitCode.UNAVAILABLE, message, cause);
  }
}
