package io.propensity.api.web;

import io.propensity.api.problem.ProblemException;
import java.util.regex.Pattern;

/** The numbers in addresses: one that cannot be is as absent as one that never was. */
public final class PathNumbers {

  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern REVISION = Pattern.compile("[0-9]{1,9}");

  private PathNumbers() {}

  /**
   * An id.
   *
   * @param thing what has it, "campaign"
   */
  public static long id(String thing, String text) {
    if (!ID.matcher(text).matches()) {
      throw ProblemException.notFound(
          "There is no %s '%s': ids are whole numbers".formatted(thing, text));
    }
    return Long.parseLong(text);
  }

  public static int revision(String text) {
    if (!REVISION.matcher(text).matches()) {
      throw ProblemException.notFound(
          "There is no revision '%s': revisions are whole numbers from 1".formatted(text));
    }
    return Integer.parseInt(text);
  }
}
