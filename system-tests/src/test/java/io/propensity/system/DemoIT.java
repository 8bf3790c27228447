package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the demo ends when it does not run through; CI runs it through. */
class DemoIT {

  @TempDir private Path data;

  @Test
  void refusesAnOptionThatItDoesNotHave() {
    Ended refused = RunningProcess.run(Map.of(), List.of("scripts/demo.sh", "--full", "--all"));
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.err())
        .isEqualTo(
            "demo.sh takes no arguments but --keep and --full; see scripts/demo.sh --help%n"
                .formatted());
  }

  @Test
  void saysThatItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended refused =
          RunningProcess.run(
              Map.of("PORT", Integer.toString(taken.getLocalPort())), List.of("scripts/demo.sh"));
      assertThat(refused.exitCode()).isEqualTo(69);
      assertThat(refused.err())
          .isEqualTo(
              "Port %d is taken: stop what listens there, or choose another one: PORT=9000 scripts/demo.sh%n"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void saysWhyTheServiceDoesNotStart() {
    Ended refused =
        RunningProcess.run(
            Map.of(
                "PORT", Integer.toString(ConfigApiProcess.freePort()),
                "PROPENSITY_DATA_DIRECTORY", data.toString(),
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:9/propensity"),
            List.of("scripts/demo.sh"));
    assertThat(refused.exitCode()).isEqualTo(69);
    assertThat(refused.err())
        .contains("config-api did not start; the end of " + data, "127.0.0.1:9");
  }

  @ParameterizedTest
  @CsvSource({
    "TERM, 143, Starting config-api",
    "INT, 130, Making users",
  })
  void stopsWhatItStartedWhenItIsStopped(String signal, int exitCode, String moment)
      throws IOException, InterruptedException {
    try (RunningProcess demo =
        RunningProcess.start(
            Map.of(
                "PORT", Integer.toString(ConfigApiProcess.freePort()),
                "PROPENSITY_DATA_DIRECTORY", data.toString()),
            hearingOfSignals("scripts/demo.sh"))) {
      demo.awaitOutput(moment);
      Await.until(
          Duration.ofMinutes(1), () -> postmasterIn(data) != null, () -> "PostgreSQL in " + data);
      ProcessHandle postgres = postmasterIn(data);
      List<ProcessHandle> started = demo.descendants();
      new ProcessBuilder("kill", "-" + signal, Long.toString(demo.pid())).start().waitFor();
      assertThat(demo.end().exitCode()).isEqualTo(exitCode);
      Await.until(
          Duration.ofSeconds(20),
          () ->
              started.stream().noneMatch(ProcessHandle::isAlive)
                  && (postgres == null || !postgres.isAlive()),
          () -> "the end of " + started);
    }
  }

  /**
   * In the background of a shell these tests ignore SIGINT, and so would what they start: no script
   * can undo that for itself.
   */
  private static List<String> hearingOfSignals(String script) {
    List<String> listening = List.of("env", "--default-signal=INT", "--default-signal=TERM");
    boolean possible =
        RunningProcess.run(Map.of(), Stream.concat(listening.stream(), Stream.of("true")).toList())
                .exitCode()
            == 0;
    return possible
        ? Stream.concat(listening.stream(), Stream.of(script)).toList()
        : List.of(script);
  }

  /** The server that runs on the data, once it has said so. */
  private static @org.jspecify.annotations.Nullable ProcessHandle postmasterIn(Path data) {
    try (var found = Files.walk(data)) {
      Path file = found.filter(path -> path.endsWith("postmaster.pid")).findFirst().orElse(null);
      if (file == null) {
        return null;
      }
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? null : ProcessHandle.of(Long.parseLong(lines.get(0))).orElse(null);
    } catch (IOException | UncheckedIOException e) {
      return null; // files come and go while the server is set up
    }
  }
}
