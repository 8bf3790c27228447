package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The environment file of a place, with all roots in it and a service that nobody reaches. */
final class WorkEnvironment {

  private WorkEnvironment() {}

  /** Writes it and tells where it is. */
  static Path write(Path home) throws IOException {
    return Files.writeString(
        home.resolve("env.yaml"),
        """
        format_version: 1
        roots: {raw: %1$s/raw, warehouse: %1$s/warehouse, models: %1$s/models, reports: %1$s/reports, output: %1$s/output}
        spark: {spark.sql.shuffle.partitions: "4"}
        config_api: {url: "http://localhost:9", timeout_seconds: 1, attempts: 1}
        """
            .formatted(home));
  }
}
