package io.propensity.environment;

import java.util.Map;

/** The environment file of a job, on a local disk or a Hadoop file system. */
public final class EnvironmentFile {

  private EnvironmentFile() {}

  /**
   * Reads it.
   *
   * @param file a local path or a URI of a Hadoop file system
   * @param variables what {@code ${NAME}} may name, as a rule the process environment
   */
  public static Environment read(String file, Map<String, String> variables) {
    return Environment.parse(
        file,
        TextFile.read(file, "environment file", "pass --env FILE, e.g. --env conf/local.yaml"),
        variables);
  }
}
