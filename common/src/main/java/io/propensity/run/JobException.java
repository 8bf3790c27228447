package io.propensity.run;

/**
 * A failure that its reader can mend. The message is one line that says what is wrong, where, and
 * what to do; a job prints it alone, without a stack trace, and ends with {@link #exitCode()}.
 */
public abstract sealed class JobException extends RuntimeException
    permits UsageException,
        ContractException,
        NotFoundException,
        UnavailableException,
        StorageException,
        BusyException,
        ConfigurationException {

  private final ExitCode exitCode;

  JobException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  JobException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
