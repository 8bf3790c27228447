package io.propensity.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An environment whose roots lie in a test's directory. */
public final class Environments {

  private Environments() {}

  /** Writes {@code env.yaml} with all roots in a directory; runs by it draw nothing. */
  public static void writeWithoutFigures(Path root) throws IOException {
    Files.writeString(
        root.resolve("env.yaml"),
        """
        format_version: 1
        roots: {raw: %1$s/data, warehouse: %1$s/w, models: %1$s/models, reports: %1$s/r, output: %1$s/o}
        spark: {spark.sql.shuffle.partitions: "2", spark.ui.enabled: "false"}
        config_api: {url: "http://localhost:1", timeout_seconds: 1, attempts: 1}
        figures: false
        """
            .formatted(root));
  }

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
