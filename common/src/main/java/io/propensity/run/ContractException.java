package io.propensity.run;

/** Data breaks a contract: it exists and can be read, and is not what it has to be. */
public final class ContractException extends JobException {

  public ContractException(String message) {
    super(ExitCode.DATA, message);
  }

  public ContractException(String message, Throwable cause) {
    super(ExitCode.DATA, message, cause);
  }
}
