package io.propensity.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An environment whose roots lie in a test's directory. */
final class Environments {

  private Environments() {}

  /** Writes {@code env.yaml}, which takes its directory from the variable {@code ROOT}. */
  static void write(Path root) throws IOException {
    Files.writeString(
        root.resolve("env.yaml"),
        """
        format_version: 1
        roots:
          raw: ${ROOT}/data
          warehouse: ${ROOT}/warehouse
          models: ${ROOT}/models
          reports: ${ROOT}/reports
          output: ${ROOT}/output
        spark:
          spark.sql.shuffle.partitions: "2"
          spark.ui.enabled: "false"
        config_api:
          url: http://localhost:1
          timeout_seconds: 1
          attempts: 1
        """);
  }
}
