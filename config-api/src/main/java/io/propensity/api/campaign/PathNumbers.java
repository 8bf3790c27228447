package io.propensity.api.campaign;

import io.propensity.api.problem.ProblemException;

/** The numbers in addresses: one that cannot be is as absent as one that never was. */
public final class PathNumbers {

  private PathNumbers() {}

  public static long campaign(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound(
          "There is no campaign '%s': ids are whole numbers".formatted(id));
    }
    return Long.parseLong(id);
  }

  static int revision(String revision) {
    if (!revision.matches("[0-9]{1,9}")) {
      throw ProblemException.notFound(
          "There is no revision '%s': revisions are whole numbers from 1".formatted(revision));
    }
    return Integer.parseInt(revision);
  }
}
