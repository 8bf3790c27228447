package io.propensity.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the platform, started in the checkout, its output kept in files. */
final class RunningProcess implements AutoCloseable {

  /** On a machine that does much else a minute's job has taken eight. */
  static final int PATIENCE_MINUTES = 10;

  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private final Process process;
  private final Path out;
  private final Path err;

  private RunningProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** What a process left when it ended. */
  record Ended(int exitCode, String out, String err) {}

  static RunningProcess start(Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("propensity-test", ".out");
      Path err = Files.createTempFile("propensity-test", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(CHECKOUT.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(RunningProcess::isSetting);
      builder.environment().putAll(environment);
      return new RunningProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What changes the platform where the caller's own environment has it. */
  static boolean isSetting(String variable) {
    return variable.startsWith("PROPENSITY_")
        || variable.startsWith("SPRING_")
        || variable.equals("SERVER_ADDRESS")
        || variable.equals("SPARK_HOME");
  }

  static Ended run(Map<String, String> environment, List<String> command) {
    try (RunningProcess running = start(environment, command)) {
      return running.end();
    }
  }

  Ended end() {
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError(
            "Still running after %d minutes; its stderr: %s".formatted(PATIENCE_MINUTES, err()));
      }
      return new Ended(process.exitValue(), out(), err());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Waits until the process has printed {@code text} on either stream. */
  void awaitOutput(String text) {
    Await.until(
        Duration.ofMinutes(PATIENCE_MINUTES),
        () -> out().contains(text) || err().contains(text) || !process.isAlive(),
        () -> "'" + text + "' from " + process.info().command().orElse("a process"));
    if (!out().contains(text) && !err().contains(text)) {
      throw new AssertionError("It ended without printing '%s': %s".formatted(text, err()));
    }
  }

  long pid() {
    return process.pid();
  }

  /** What it has started, directly or not. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** What it has started itself: what those start comes and goes. */
  List<ProcessHandle> children() {
    return process.children().toList();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9} of the process, not of its children. */
  void kill() {
    process.destroyForcibly();
    end();
  }

  /** {@code kill -9} of the process and of all that it started. */
  void killAll() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    kill();
  }

  /** SIGTERM. */
  Ended terminate() {
    process.destroy();
    return end();
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
