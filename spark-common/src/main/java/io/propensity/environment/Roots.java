package io.propensity.environment;

import java.nio.file.Path;

/**
 * Where data lies: local paths or URIs of a Hadoop file system. A path without a scheme is local,
 * whatever Hadoop's default file system is, and is taken from the working directory.
 */
public record Roots(String raw, String warehouse, String models, String reports, String output) {

  public Roots {
    raw = absolute(raw);
    warehouse = absolute(warehouse);
    models = absolute(models);
    reports = absolute(reports);
    output = absolute(output);
  }

  /** A URI without a slash at its end, or an absolute local path. */
  public static String absolute(String location) {
    String trimmed = location.replaceFirst("(?<=[^/:])/+$", "");
    return trimmed.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
        ? trimmed
        : Path.of(trimmed).toAbsolutePath().normalize().toString();
  }

  /** The location as Hadoop opens it: a local path gets the scheme {@code file}. */
  public static org.apache.hadoop.fs.Path hadoopPath(String location) {
    String absolute = absolute(location);
    return absolute.startsWith("/")
        ? new org.apache.hadoop.fs.Path("file", null, absolute)
        : new org.apache.hadoop.fs.Path(absolute);
  }
}
