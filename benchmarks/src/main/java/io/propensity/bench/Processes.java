package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes that have to succeed. */
final class Processes {

  private Processes() {}

  /**
   * Runs to the end.
   *
   * @param work where its log is kept
   * @return what it printed on both streams
   * @throws IllegalStateException with what it printed, when it failed
   */
  static String run(Path work, String... command) throws IOException, InterruptedException {
    Path log = work.resolve("process.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    String printed = Files.readString(log);
    if (code != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s".formatted(String.join(" ", command), code, printed));
    }
    return printed;
  }
}
