package io.propensity.run;

/** Something that was named does not exist. */
public final class NotFoundException extends JobException {

  public NotFoundException(String message) {
    super(ExitCode.NO_INPUT, message);
  }

  public NotFoundException(String message, Throwable cause) {
    super(ExitCode.NO_INPUT, message, cause);
  }
}
