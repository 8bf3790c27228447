package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Spark home that the build lays out. */
class SparkHomeIT {

  private static final String ARCHIVED = "org.apache.spark.deploy.SparkSubmit source: shared";

  @TempDir Path directory;

  /** By scripts/class-archive.sh, which the build runs. */
  @Test
  void aDriverTakesItsClassesFromTheArchiveOfTheBuild() throws IOException {
    assertThat(loaded("")).contains(ARCHIVED);
  }

  @Test
  void aDriverWhoseClassPathIsAnotherDoesWithoutIt() throws IOException {
    Files.createFile(directory.resolve("spark-defaults.conf"));

    assertThat(loaded(directory.toString()))
        .contains("org.apache.spark.deploy.SparkSubmit source: ")
        .doesNotContain(ARCHIVED);
  }

  private String loaded(String configuration) throws IOException {
    Path log = directory.resolve("classes.log");
    Ended ended =
        RunningProcess.run(
            Map.of("SPARK_CONF_DIR", configuration, "JAVA_TOOL_OPTIONS", "-Xlog:class+load:" + log),
            List.of("scripts/spark-submit", "--version"));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return Files.readString(log);
  }
}
