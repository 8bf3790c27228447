package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/kube-test.sh} where no cluster is up, and none is to be built. */
class KubeTestScriptTest {

  @TempDir private Path cache;

  @ParameterizedTest
  @CsvSource({
    "start, 'is none of up, test, run, down and all'",
    "'', 'is none of up, test, run, down and all'",
    "run, run wants a command",
    "up fast, up takes no arguments but api",
    "all api node, all takes no arguments but api",
    "down api, down takes no arguments",
    "test rbac jobs, 'test takes the name of one test, or none'"
  })
  void refusesWhatItDoesNotKnow(String arguments, String said) {
    Ended ended = run(arguments.split(" "));

    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains(said).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"test rbac", "run kubectl get pods"})
  void saysThatNoneIsUp(String arguments) {
    Ended ended = run(arguments.split(" "));

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err())
        .isEqualTo("kube-test.sh: no cluster is up: run scripts/kube-test.sh up\n");
  }

  /** Where tools are missing that is why; where none is, that nothing was built. */
  @ParameterizedTest
  @ValueSource(strings = {"all", "all api"})
  void isNotRunWhereNoneWasBuilt(String arguments) {
    Ended ended = run(arguments.split(" "));

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err()).startsWith("kube-test.sh: not run: ").hasLineCount(1);
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void isNotRunWhereAnotherVersionWasBuilt() throws IOException {
    Path madeOf = Files.createDirectory(cache.resolve("bin")).resolve("made-of");
    Files.writeString(madeOf, "Kubernetes 1.0.0\n");

    Ended ended = run("all");

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err()).startsWith("kube-test.sh: not run: ").hasLineCount(1);
    assertThat(madeOf).hasContent("Kubernetes 1.0.0");
  }

  @Test
  void isNotRunWithANodeWhereTheApiServerAloneWasBuilt() throws IOException {
    String released = built(RunningProcess.CHECKOUT.resolve("scripts/kube/build.sh"));
    Path bin = Files.createDirectory(cache.resolve("bin"));
    Files.writeString(bin.resolve("made-of"), "Kubernetes " + released + "\n");

    Ended ended = run("all");

    assertThat(ended.exitCode()).isEqualTo(69);
    assertThat(ended.err()).startsWith("kube-test.sh: not run: ").hasLineCount(1);
    assertThat(ended.err())
        .containsAnyOf("the node of Kubernetes " + released, "only root", "there is no");
    assertThat(cache).isDirectoryContaining(file -> file.equals(bin));
  }

  @Test
  void endsNothingWhereNothingRuns() {
    assertThat(run("down").exitCode()).isZero();
    assertThat(cache).isEmptyDirectory();
  }

  private static String built(Path script) throws IOException {
    Matcher version = Pattern.compile("kubernetes=(\\S+)").matcher(Files.readString(script));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private Ended run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("scripts/kube-test.sh"));
    command.addAll(Arrays.asList(arguments));
    return RunningProcess.run(
        Map.of("KUBE_CACHE", cache.toString(), "KUBE_BUILT", "only"), command);
  }
}
