package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts that run the jobs, in a checkout with a Spark home that only says what it was told.
 */
class JobScriptsTest {

  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      echo "on ${SPARK_LOCAL_IP:-all interfaces}: $*"
      """;

  @TempDir private Path checkout;

  @BeforeEach
  void copyTheScripts() throws IOException {
    Path scripts = Files.createDirectory(checkout.resolve("scripts"));
    for (String name :
        List.of(
            "job",
            "train.sh",
            "predict.sh",
            "outcomes.sh",
            "import-model.sh",
            "evaluate.sh",
            "new-pipeline.sh",
            "spark-submit")) {
      Files.copy(RunningProcess.CHECKOUT.resolve("scripts").resolve(name), scripts.resolve(name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train.sh",
        "predict.sh",
        "outcomes.sh",
        "import-model.sh",
        "evaluate.sh",
        "new-pipeline.sh",
        "spark-submit"
      })
  void sayWhatTheyTakeBeforeAnythingIsBuilt(String script) {
    Ended help = run(script, Map.of(), "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("SPARK_HOME").doesNotContain("#", "set -euo");
    if (script.endsWith(".sh")) {
      assertThat(help.out()).contains("SPARK_ARGS", "DRIVER_MEMORY", "SPARK_LOCAL_IP");
      assertThat(run(script, Map.of(), "pipelines/x").exitCode()).isEqualTo(66);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "train.sh, training-job",
    "predict.sh, predict-job",
    "outcomes.sh, predict-job",
    "import-model.sh, training-job",
    "evaluate.sh, training-job",
    "new-pipeline.sh, training-job",
    "spark-submit, ''"
  })
  void addTheHelpOfWhatTheyRun(String script, String module) throws IOException {
    build();
    Ended help = run(script, Map.of(), "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("SPARK_HOME");
    assertThat(help.out().lines().reduce((before, last) -> last))
        .hasValueSatisfying(last -> assertThat(last).startsWith("on ").endsWith(" --help"))
        .hasValueSatisfying(last -> assertThat(last).contains(module));
  }

  @Test
  void listenOnLoopbackUnlessTheyAreToldOtherwise() throws IOException {
    build();
    for (String script : List.of("train.sh", "predict.sh", "evaluate.sh")) {
      assertThat(run(script, Map.of(), "x").out()).startsWith("on 127.0.0.1: ");
      assertThat(run(script, Map.of("SPARK_LOCAL_IP", "192.0.2.7"), "x").out())
          .startsWith("on 192.0.2.7: ");
      assertThat(run(script, Map.of("SPARK_ARGS", "--master spark://x:7077"), "x").out())
          .startsWith("on all interfaces: --driver-memory 2g --master spark://x:7077 --class");
      String home = checkout.resolve("spark-home/target/spark").toString();
      assertThat(run(script, Map.of("SPARK_HOME", home), "x").out())
          .startsWith("on all interfaces: ");
    }
  }

  @ParameterizedTest
  @CsvSource({"25.0.1, 25", "1.8.0_402, 1"})
  void sayWhichJavaSparkRunsOn(String version, String major) throws IOException {
    Path bin = Files.createDirectories(checkout.resolve("spark/bin"));
    Path sparkClass = bin.resolve("spark-class");
    Files.copy(
        RunningProcess.CHECKOUT.resolve("spark-home/src/main/spark/bin/spark-class"), sparkClass);
    Path java = Files.createDirectories(checkout.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"%s\"' >&2\n".formatted(version));
    assertThat(java.toFile().setExecutable(true)).isTrue();

    Ended ended =
        RunningProcess.run(
            Map.of("JAVA_HOME", checkout.resolve("jdk").toString()),
            List.of("bash", sparkClass.toString(), "x"));

    assertThat(ended.exitCode()).isEqualTo(78);
    assertThat(ended.err())
        .isEqualTo(
            "Spark runs on Java 17 or 21, and '%s' is %s: set JAVA_HOME to one of those\n"
                .formatted(java, major));
  }

  private void build() throws IOException {
    for (String module : List.of("training-job", "predict-job")) {
      Path target = Files.createDirectories(checkout.resolve(module).resolve("target"));
      Files.createFile(target.resolve(module + ".jar"));
    }
    Path bin = Files.createDirectories(checkout.resolve("spark-home/target/spark/bin"));
    Path submit = Files.writeString(bin.resolve("spark-submit"), SPARK_SUBMIT);
    assertThat(submit.toFile().setExecutable(true)).isTrue();
  }

  private Ended run(String script, Map<String, String> variables, String argument) {
    Map<String, String> all =
        new HashMap<>(Map.of("SPARK_LOCAL_IP", "", "SPARK_ARGS", "", "SPARK_HOME", ""));
    all.putAll(variables);
    return RunningProcess.run(all, List.of(checkout.resolve("scripts/" + script) + "", argument));
  }
}
