package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/class-archive.sh spark} in a checkout whose training and JVM only write down what
 * they are asked.
 */
class ClassArchiveTest {

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      case "$*" in
        -version) echo fake >&2 ;;
        -Xshare:dump*) cp "${2#*=}" "${3#*=}" ;;
        *launcher*) printf 'java\\0-cp\\0path\\0' ;;
      esac
      """;
  private static final String TRAIN =
      """
      #!/usr/bin/env bash
      cp "$3" asked.yaml
      printf 'a/Once id: 1\\na/Twice id: 2\\n' >"${SPARK_ARGS##*=}"
      """;

  private static final String ALL = "a/Once id: 1\na/Twice id: 2\n";

  @TempDir private Path directory;

  @BeforeEach
  void makeACheckout() throws IOException {
    copy("scripts/class-archive.sh");
    copy("conf/local.yaml");
    program("jdk/bin/java", JAVA);
    program("scripts/train.sh", TRAIN);
    program("spark-home/target/spark/bin/spark-class", "#!/bin/sh\n");
    write("spark-home/target/spark/jars/once.jar", "a/Once.class a/Twice.class");
    write("training-job/target/training-job.jar", "");
  }

  @Test
  void trainsWhereNothingOfTheCheckoutIsTouched() throws IOException {
    Ended ended = run();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(directory.resolve("spark-home/target/spark/classes.jsa")).hasContent(ALL);
    String asked = Files.readString(directory.resolve("asked.yaml"));
    String own = directory.toRealPath() + "/spark-home/target/archive-";
    for (String root : List.of("warehouse", "models", "reports", "output")) {
      assertThat(asked).containsPattern("\n  " + root + ": " + own + "\\w+/" + root + "\n");
    }
    assertThat(directory.resolve("spark-home/target")).isDirectoryNotContaining("glob:**archive-*");
  }

  /** The JVM reads the wrong one of them where an agent looks at classes. */
  @Test
  void leavesOutWhatAJarHasForSeveralVersionsOfJava() throws IOException {
    write("spark-home/target/spark/jars/twice.jar", "META-INF/versions/11/a/Twice.class");

    Ended ended = run();

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(directory.resolve("spark-home/target/spark/classes.jsa"))
        .hasContent("a/Once id: 1\n");
  }

  @Test
  void trainsNothingWhereTheRootsAreElsewhere() throws IOException {
    write("conf/local.yaml", "format_version: 1\nroots: {models: models}\n");

    Ended ended = run();

    assertThat(ended.exitCode()).isEqualTo(70);
    assertThat(ended.err()).contains("the roots of conf/local.yaml are not where");
    assertThat(directory.resolve("asked.yaml")).doesNotExist();
  }

  private Ended run() {
    return RunningProcess.run(
        Map.of("JAVA_HOME", directory.resolve("jdk").toString()),
        List.of(directory.resolve("scripts/class-archive.sh").toString(), "spark"));
  }

  private void copy(String name) throws IOException {
    program(name, Files.readString(RunningProcess.CHECKOUT.resolve(name)));
  }

  private void program(String name, String text) throws IOException {
    write(name, text);
    assertThat(directory.resolve(name).toFile().setExecutable(true)).isTrue();
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
