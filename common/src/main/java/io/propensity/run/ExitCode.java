package io.propensity.run;

/** How a job's process ends, in the numbers of sysexits.h. */
public enum ExitCode {
  OK(0),
  /** Wrong arguments on the command line. */
  USAGE(64),
  /** Data breaks a contract: a wrong hash, an absent feature, an inactive campaign. */
  DATA(65),
  /** Something named does not exist: a campaign, a model, a table, a file. */
  NO_INPUT(66),
  /** A service did not answer after all retries. */
  UNAVAILABLE(69),
  /** A defect of ours, or a failure of the machine. */
  INTERNAL(70),
  /** A disk is full, or fails. */
  IO_ERROR(74),
  /** Somebody else is at it: the same will work later. */
  TEMPFAIL(75),
  /** A configuration file or setting is wrong. */
  CONFIG(78);

  /**
   * What a process that was asked to end leaves, 128 and the number of SIGTERM: no code of a job's
   * own.
   */
  public static final int TERMINATED = 143;

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
