package io.propensity.run;

/** A disk is full, or fails, so that nothing can be written. */
public final class StorageException extends JobException {

  public StorageException(String message) {
    super(ExitCode.IO_ERROR, message);
  }

  public StorageException(String message, Throwable cause) {
    super(ExitCode.IO_ERROR, message, cause);
  }
}
