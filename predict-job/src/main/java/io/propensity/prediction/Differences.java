package io.propensity.prediction;

import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import io.propensity.run.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What does not fit of that which a run is to read and write: looked for everywhere, told at once.
 */
final class Differences {

  private final List<JobException> found = new ArrayList<>();

  /** Keeps what {@code check} refuses. */
  void keep(Runnable check) {
    try {
      check.run();
    } catch (ContractException | UsageException refusal) {
      found.add(refusal);
    }
  }

  /**
   * Tells what was kept.
   *
   * @throws JobException the one refusal that there is, or a {@link ContractException} of several
   */
  void requireNone() {
    if (found.size() == 1) {
      throw found.get(0);
    }
    if (!found.isEmpty()) {
      throw new ContractException(found.stream().flatMap(Differences::sentences).toList());
    }
  }

  private static Stream<String> sentences(JobException refusal) {
    return refusal instanceof ContractException broken
        ? broken.differences().stream()
        : Stream.of(String.valueOf(refusal.getMessage()));
  }
}
