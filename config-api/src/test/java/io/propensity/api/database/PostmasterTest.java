package io.propensity.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.database.Postmaster.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {

  @TempDir Path directory;
  private Path data;

  @BeforeEach
  void makeData() throws IOException {
    data = Files.createDirectory(directory.resolve("postgres data"));
  }

  @Test
  void takesNoOtherProgramForItsPostgres() throws IOException {
    ProcessHandle tests = ProcessHandle.current();
    write(tests.pid(), tests.info().startInstant().orElseGet(Instant::now));

    assertThat(identity()).isEqualTo(Identity.ANOTHER_PROGRAM);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void knowsItsPostgresThroughALinkAndAfterTheClockWasSet() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), data);

    try (var postgres = process("postgres", link)) {
      write(postgres.pid(), Instant.EPOCH);

      assertThat(identity()).isEqualTo(Identity.OURS);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isNotSureOfAPostgresElsewhere() throws IOException {
    try (var elsewhere = process("postgres", directory);
        var moved = process("postgres", directory.resolve("moved"))) {
      for (ProcessHandle other : List.of(elsewhere.handle(), moved.handle())) {
        write(other.pid(), Instant.now());

        assertThat(identity()).isEqualTo(Identity.ANOTHER_POSTGRES);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isSureOfAnotherProgramWithTheSameArguments() throws IOException {
    try (var program = process("backup", data)) {
      write(program.pid(), Instant.now());

      assertThat(identity()).isEqualTo(Identity.ANOTHER_PROGRAM);
    }
  }

  @Test
  void knowsThatAProcessIsGone() throws IOException {
    write(Integer.MAX_VALUE, Instant.now());

    assertThat(identity()).isEqualTo(Identity.GONE);
  }

  @Test
  void findsNoneWhereNoneRan() {
    assertThat(Postmaster.of(data)).isEmpty();
  }

  @Test
  void findsNoneInAFileThatIsHalfWritten() throws IOException {
    Files.writeString(data.resolve("postmaster.pid"), "12");

    assertThat(Postmaster.of(data)).isEmpty();
  }

  private Identity identity() {
    return Postmaster.of(data).orElseThrow().identity();
  }

  private NamedProcess process(String program, Path of) throws IOException {
    return NamedProcess.start(directory, program, "-D", of.toString());
  }

  private void write(long pid, Instant start) throws IOException {
    Files.write(
        data.resolve("postmaster.pid"),
        List.of(String.valueOf(pid), data.toString(), String.valueOf(start.getEpochSecond())));
  }
}
