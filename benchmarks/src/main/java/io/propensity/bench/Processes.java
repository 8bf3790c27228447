package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
    return run(work, Map.of(), command);
  }

  /** As above, with more variables of the process environment. */
  static String run(Path work, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Path log = work.resolve("process.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    int code = builder.start().waitFor();
    String printed = Files.readString(log);
    if (code != 0) {
      throw new IllegalStateException(
          "%s ended with %d: %s".formatted(String.join(" ", command), code, printed));
    }
    return printed;
  }
}
