package io.propensity.environment;

import io.propensity.run.ConfigurationException;
import java.nio.file.Path;

/**
 * Where data lies: local paths or URIs of a Hadoop file system. A path without a scheme is local,
 * whatever Hadoop's default file system is, and is taken from the working directory.
 */
public record Roots(String raw, String warehouse, String models, String reports, String output) {

  public Roots {
    raw = absolute("roots.raw", raw);
    warehouse = absolute("roots.warehouse", warehouse);
    models = absolute("roots.models", models);
    reports = absolute("roots.reports", reports);
    output = absolute("roots.output", output);
  }

  /**
   * A URI without a slash at its end, or an absolute local path.
   *
   * @throws ConfigurationException when it is empty
   */
  public static String absolute(String location) {
    return absolute("A location", location);
  }

  private static String absolute(String what, String location) {
    if (location.isBlank()) {
      throw new ConfigurationException(what + " is empty: write a path or a URI");
    }
    String trimmed = location.replaceFirst("(?<=[^/:])/+$", "");
    return trimmed.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
        ? trimmed
        : Path.of(trimmed).toAbsolutePath().normalize().toString();
  }
}
