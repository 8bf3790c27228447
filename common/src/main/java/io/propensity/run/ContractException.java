package io.propensity.run;

import java.util.List;

/**
 * Data breaks a contract: it exists and can be read, and is not what it has to be, in one respect
 * or in several.
 */
public final class ContractException extends JobException {

  private final transient List<String> differences;

  public ContractException(String message) {
    super(ExitCode.DATA, message);
    this.differences = List.of(message);
  }

  public ContractException(String message, Throwable cause) {
    super(ExitCode.DATA, message, cause);
    this.differences = List.of(message);
  }

  /** All that is not as it has to be, each in a sentence of its own. */
  public ContractException(List<String> differences) {
    super(ExitCode.DATA, String.join("; ", differences));
    this.differences = List.copyOf(differences);
  }

  /** What is not as it has to be, at least one thing. */
  public List<String> differences() {
    return differences;
  }
}
