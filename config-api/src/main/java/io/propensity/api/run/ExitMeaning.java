package io.propensity.api.run;

import io.propensity.run.ExitCode;
import java.util.Arrays;

/** What the number says with which a job's process ended, and what to do about it. */
final class ExitMeaning {

  /** A process that a signal ended has 128 and the signal's number. */
  private static final int SIGNAL = 128;

  private ExitMeaning() {}

  static String of(int code) {
    if (code > SIGNAL && code < SIGNAL + 65) {
      return "ended by signal %d: whoever manages the machine ended it, or memory ran out; retry it"
          .formatted(code - SIGNAL);
    }
    return Arrays.stream(ExitCode.values())
        .filter(known -> known.code() == code)
        .findFirst()
        .map(ExitMeaning::of)
        .orElse("none of the job's own codes: see the log");
  }

  private static String of(ExitCode code) {
    return switch (code) {
      case OK -> "done";
      case USAGE -> "wrong arguments: mend the options of the run";
      case DATA ->
          "data breaks the contract: mend the campaign, the model or the table; the message says which. A campaign that was mended wants a new run: a retry scores the revision that the run began with";
      case NO_INPUT ->
          "something that is named does not exist: a campaign, a model, a table or a file; the message says which. Bring it and retry the run, or mend its name in the campaign and start a new run";
      case UNAVAILABLE -> "a service did not answer after all retries: retry the run when it does";
      case INTERNAL -> "a defect, or a failure of the machine: see the log";
      case IO_ERROR -> "a disk is full or fails: make room, then retry the run";
      case TEMPFAIL -> "the same run is still running elsewhere: retry it later";
      case CONFIG -> "wrong configuration: mend the setting that the message names";
    };
  }
}
