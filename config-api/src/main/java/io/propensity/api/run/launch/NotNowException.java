package io.propensity.api.run.launch;

/** What runs the jobs does not answer, or is not ready: the same may go well later. */
public final class NotNowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotNowException(String message, Throwable cause) {
    super(message, cause);
  }

  public NotNowException(String message) {
    super(message);
  }
}
