package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The jobs' image begins as its Dockerfile says, where no program can be found by a path. */
class ContainerEntrypointIT {

  private static final String JAR = "predict-job/target/predict-job.jar";

  @Test
  void startsADriverWithoutAShell() {
    Ended ended =
        run(
            Map.of("SPARK_DRIVER_BIND_ADDRESS", "127.0.0.1"),
            "driver",
            "--class",
            "io.propensity.prediction.PredictionJob",
            JAR,
            "--help");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("--campaign-id");
  }

  @Test
  void endsWithTheExitCodeOfTheJob() {
    Ended ended = run(Map.of(), "spark-submit", JAR, "--nonsense");

    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("Missing required option: '--campaign-id=N'");
  }

  @Test
  void endsAsSparksLauncherWhereThatRefusesItsArguments() {
    Ended ended = run(Map.of(), "spark-submit", "--no-such-option", "a.jar");

    assertThat(ended.exitCode()).isNotZero();
    assertThat(ended.err()).contains("--no-such-option");
  }

  @Test
  void handsARequestToEndOnAndTellsWhatCameOfIt() {
    String patient = "trap 'exit 7' TERM; echo up; while :; do /bin/sleep 0.1; done";
    try (RunningProcess running =
        RunningProcess.start(environment(Map.of()), command("/bin/sh", "-c", patient))) {
      running.awaitOutput("up");

      assertThat(running.terminate().exitCode()).isEqualTo(7);
    }
  }

  @Test
  void tellsTheSignalThatEndedIt() {
    assertThat(run(Map.of(), "/bin/sh", "-c", "kill -KILL $$").exitCode()).isEqualTo(137);
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(run(Map.of(), "executor"))
        .isEqualTo(
            new Ended(
                78,
                "",
                "SPARK_EXECUTOR_MEMORY is not set: Spark sets it in the pods that it makes of this image\n"));
    Ended absent = run(Map.of(), "no-such-program");
    assertThat(absent.exitCode()).isEqualTo(127);
    assertThat(absent.err()).contains("no-such-program");
  }

  @Test
  void helps() {
    assertThat(run(Map.of(), "--help").out()).startsWith("Usage: docker run IMAGE COMMAND");
    assertThat(run(Map.of()).exitCode()).isZero();
  }

  private static Ended run(Map<String, String> variables, String... words) {
    return RunningProcess.run(environment(variables), command(words));
  }

  private static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("SPARK_HOME", RunningProcess.CHECKOUT.resolve("spark-home/target/spark").toString());
    all.put("SPARK_SCALA_VERSION", "2.13");
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("PATH", "/nowhere");
    return all;
  }

  /** The ENTRYPOINT of the Dockerfile, with this machine's paths. */
  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    for (String word : entrypoint()) {
      command.add(
          word.equals("java")
              ? System.getProperty("java.home") + "/bin/java"
              : word.replace("/opt/propensity/jobs/predict-job.jar", JAR));
    }
    command.addAll(Arrays.asList(words));
    return command;
  }

  private static List<String> entrypoint() {
    try (var lines = Files.lines(RunningProcess.CHECKOUT.resolve("docker/jobs/Dockerfile"))) {
      String line = lines.filter(text -> text.startsWith("ENTRYPOINT [")).findFirst().orElseThrow();
      return Arrays.asList(
          line.substring(line.indexOf('[') + 1, line.indexOf(']')).replace("\"", "").split(", "));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
