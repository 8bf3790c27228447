package io.propensity.container;

import io.propensity.run.ExitCode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one process of a container beside its first, which is asked to end when that one is. */
final class Child {

  private @Nullable Process process;
  private boolean isToEnd;

  /**
   * Starts it with this JVM's own streams, and waits for its end.
   *
   * @return its exit code; 128 and the signal's number where one ended it
   * @throws IOException when there is no such program
   */
  int run(List<String> command) throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    Process started = start(command);
    return started == null ? ExitCode.TERMINATED : started.waitFor();
  }

  private synchronized @Nullable Process start(List<String> command) throws IOException {
    if (!isToEnd) {
      process = new ProcessBuilder(command).inheritIO().start();
    }
    return process;
  }

  /** Without this the JVM would end with 143 whatever its child made of the request. */
  private void end() {
    Process running = asked();
    if (running != null) {
      Runtime.getRuntime().halt(exitCode(running));
    }
  }

  private synchronized @Nullable Process asked() {
    isToEnd = true;
    if (process != null) {
      process.destroy();
    }
    return process;
  }

  private static int exitCode(Process running) {
    try {
      return running.waitFor();
    } catch (InterruptedException never) {
      return ExitCode.TERMINATED; // the thread of the JVM's end is nobody's to interrupt
    }
  }
}
