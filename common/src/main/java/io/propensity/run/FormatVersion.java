package io.propensity.run;

import org.jspecify.annotations.Nullable;

/**
 * The {@code format_version} of a JSON contract: a reader takes every minor of a major it knows.
 */
public final class FormatVersion {

  /** The version that this code writes. */
  public static final String CURRENT = "1.0";

  private static final String MAJOR = "1";

  private FormatVersion() {}

  /**
   * Refuses a document of another major version.
   *
   * @param found the document's {@code format_version}, null when it has none
   * @param document what is read and where it lies, for the message
   */
  public static void requireReadable(@Nullable String found, String document) {
    if (found == null || !found.matches("\\d+\\.\\d+")) {
      throw new ContractException(
          "%s has no format_version such as %s: it was not written by Propensity"
              .formatted(document, CURRENT));
    }
    if (!found.startsWith(MAJOR + ".")) {
      throw new ContractException(
          "%s has format_version %s; this release reads %s.x: use the release that wrote it"
              .formatted(document, found, MAJOR));
    }
  }
}
