package io.propensity.api.startup;

import io.propensity.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service as a process of its own, as an operator starts it, on a machine whose language writes
 * numbers in other digits than 0 to 9.
 */
final class Service implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("Ready: campaigns at http://[^:]+:(\\d+)/");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Process process;
  private final Path out;
  private final Path err;

  private Service(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Service start(Path logs, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-cp",
                System.getProperty("java.class.path"),
                "io.propensity.api.ConfigApi"));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(logs, "service", ".out");
      Path err = Files.createTempFile(logs, "service", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.to(out.toFile()))
              .redirectError(Redirect.to(err.toFile()));
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("SPRING_") || name.startsWith("PROPENSITY_"));
      builder.environment().put("PORT", "0");
      builder.environment().putAll(environment);
      return new Service(builder.start(), out, err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Service embedded(Path data) {
    return start(
        data,
        Map.of("PROPENSITY_DATA_DIRECTORY", data.toString()),
        "--spring.profiles.active=embedded");
  }

  /** Waits until it is ready. */
  Api api() throws InterruptedException {
    return Api.on(port());
  }

  /** Waits until it is ready. */
  int port() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher ready = READY.matcher(read(out));
      if (ready.find()) {
        return Integer.parseInt(ready.group(1));
      }
      Thread.sleep(100);
    }
    throw new AssertionError("The service did not start: " + read(out) + read(err));
  }

  /** Waits for its end and returns its exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The service runs on: " + read(out) + read(err));
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String stderr() {
    return read(err);
  }

  String stdout() {
    return read(out);
  }

  /** Ends it as a service manager does. */
  void terminate() {
    process.destroy();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    terminate();
    process.onExit().join();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
