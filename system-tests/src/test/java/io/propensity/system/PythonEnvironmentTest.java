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

/** The scripts that want a Python, with programs that only say what they were told. */
class PythonEnvironmentTest {

  @TempDir private Path directory;

  @BeforeEach
  void linkWhatTheScriptNeeds() throws IOException {
    Files.createDirectory(directory.resolve("bin"));
    for (String name : List.of("bash", "cat", "dirname", "mkdir")) {
      program(name, "exec /bin/%s \"$@\"".formatted(name));
    }
    Files.writeString(directory.resolve("list.txt"), "one==1\n");
  }

  @Test
  void saysThatThereIsNoPython() {
    Ended refused = make();
    assertThat(refused.exitCode()).isEqualTo(69);
    assertThat(refused.err())
        .isEqualTo("not run: a/test.sh wants a python3.11, and there is none here%n".formatted());
  }

  @Test
  void saysThatItCouldNotInstall() throws IOException {
    program("python3.11", "exit 0");
    program("uv", "echo no such package >&2; exit 1");

    Ended refused = make();

    assertThat(refused.exitCode()).isEqualTo(69);
    assertThat(refused.err())
        .isEqualTo(
            "no such package%nnot run: a/test.sh could not install its packages, as the lines above say%n"
                .formatted());
    assertThat(directory.resolve("target/venv/installed")).doesNotExist();
  }

  @Test
  void installsOnceUntilTheListIsAnother() throws IOException {
    program("python3.11", "exit 0");
    program("uv", "mkdir -p %s; echo \"uv $1 $2\"".formatted(directory.resolve("target/venv")));

    assertThat(make().out()).contains("uv venv -q", "uv pip install");
    assertThat(make().out()).isEmpty();
    Files.writeString(directory.resolve("list.txt"), "one==2\n");
    assertThat(make().out()).contains("uv pip install");
  }

  @Test
  void theNotebooksAreNamedRightly() {
    Ended refused = RunningProcess.run(Map.of(), List.of("scripts/notebooks.sh", "06-none"));
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.err())
        .isEqualTo("There is no notebook 06-none; see scripts/notebooks.sh --help%n".formatted());
    Ended help = RunningProcess.run(Map.of(), List.of("scripts/notebooks.sh", "--help"));
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Executes the notebooks").doesNotContain("#", "set -euo");
  }

  private Ended make() {
    return RunningProcess.run(
        Map.of("PATH", directory.resolve("bin").toString()),
        List.of(
            "scripts/python-environment",
            "a/test.sh",
            directory.resolve("target/venv").toString(),
            directory.resolve("list.txt").toString()));
  }

  private void program(String name, String does) throws IOException {
    Path file = directory.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/bash\n" + does + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
