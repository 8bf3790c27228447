package io.propensity.api.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that does nothing, under a name and with arguments of the test's choice. */
record NamedProcess(Process process) implements AutoCloseable {

  /** Starts a copy of the shell, which waits for its input. */
  static NamedProcess start(Path directory, String name, String... arguments) throws IOException {
    Path program = directory.resolve(name);
    if (!Files.exists(program)) {
      Files.copy(Path.of("/bin/bash").toRealPath(), program);
    }
    List<String> command = new ArrayList<>(List.of(program.toString(), "-c", "read line"));
    command.addAll(List.of(arguments));
    return new NamedProcess(new ProcessBuilder(command).start());
  }

  long pid() {
    return process.pid();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
