package io.propensity.run;

/** Another process is at the same work: the same will succeed later. */
public final class BusyException extends JobException {

  public BusyException(String message) {
    super(ExitCode.TEMPFAIL, message);
  }

  public BusyException(String message, Throwable cause) {
    super(ExitCode.TEMPFAIL, message, cause);
  }
}
