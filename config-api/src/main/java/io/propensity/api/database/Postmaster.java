package io.propensity.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The process that a data directory's {@code postmaster.pid} names. */
record Postmaster(long pid, Path data, Instant startedAt) {

  /** Whose process the id is by now. */
  enum Identity {
    /** The PostgreSQL of this data directory. */
    OURS,
    /** A PostgreSQL that may or may not use this data directory. */
    ANOTHER_POSTGRES,
    /** A later user of the id. */
    ANOTHER_PROGRAM,
    GONE
  }

  // The system's idea of a process's start is that close to PostgreSQL's own.
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  static Optional<Postmaster> of(Path data) {
    try {
      List<String> lines = Files.readAllLines(pidFile(data));
      // Process id, data directory, start in seconds since 1970, port, ...
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.get(0).strip()),
              data,
              Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (NumberFormatException | IndexOutOfBoundsException halfWritten) {
      return Optional.empty();
    }
  }

  /**
   * Judges by the process's arguments. Clocks are corrected and directories reached by several
   * paths, so neither a start time nor a path's text speaks against it.
   */
  Identity identity() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::info)
        .map(this::identity)
        .orElse(Identity.GONE);
  }

  private Identity identity(ProcessHandle.Info info) {
    if (!program(info).startsWith("postgres")) {
      return Identity.ANOTHER_PROGRAM;
    }
    boolean ours = info.arguments().map(this::nameThisData).orElseGet(() -> startedThen(info));
    return ours ? Identity.OURS : Identity.ANOTHER_POSTGRES;
  }

  /** A process without either is a dead one that nobody has waited for. */
  private static String program(ProcessHandle.Info info) {
    return info.command()
        .or(() -> info.commandLine().map(line -> line.split(" ", 2)[0]))
        .map(command -> String.valueOf(Path.of(command).getFileName()))
        .orElse("");
  }

  private boolean nameThisData(String... arguments) {
    int option = Arrays.asList(arguments).indexOf("-D");
    return option >= 0 && option + 1 < arguments.length && isThisData(arguments[option + 1]);
  }

  private boolean isThisData(String directory) {
    try {
      return Path.of(directory).toRealPath().equals(data.toRealPath());
    } catch (IOException absent) {
      return false;
    }
  }

  /** What is left where the system does not tell a process's arguments, as Windows does not. */
  private boolean startedThen(ProcessHandle.Info info) {
    return info.startInstant()
        .map(start -> Duration.between(startedAt, start).abs().compareTo(TOLERANCE) < 0)
        .orElse(false);
  }
}
