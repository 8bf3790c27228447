package io.propensity.api.database;

import io.propensity.run.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's own programs.
 *
 * @param home the directory that has {@code bin/}
 * @param log where the last program's output goes: a file, since a server that is started would
 *     hold a pipe open for as long as it lives
 */
record PostgresPrograms(Path home, Path log) {

  /** Runs {@code program} to its end, or fails with the last that it printed. */
  void run(String program, String... arguments) {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      int status =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (status != 0) {
        throw new UnavailableException(
            "The embedded PostgreSQL's %s failed: %s".formatted(program, lastLine(log)));
      }
    } catch (IOException failure) {
      throw new UnavailableException(
          "The embedded PostgreSQL's %s cannot be run: %s".formatted(program, failure.getMessage()),
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted while %s ran".formatted(program), interrupted);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own root is nobody. */
  private static List<String> asOrdinaryUser() {
    boolean root = "root".equals(System.getProperty("user.name"));
    return root ? List.of("unshare", "-U") : List.of();
  }

  /** What was written to {@code file} since it had {@code start} bytes. */
  static String textAfter(Path file, long start) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int from = (int) Math.min(start, all.length);
    return new String(all, from, all.length - from, StandardCharsets.ISO_8859_1);
  }

  static String lastLine(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
    } catch (IOException unreadable) {
      return "see " + file;
    }
  }
}
