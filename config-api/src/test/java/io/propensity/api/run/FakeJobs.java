package io.propensity.api.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A home whose scripts end as their option says: {@code --limit=N} with N, after waiting for its
 * word where {@code --top} is given, or all wait; a training waits with {@code --force}. Each says
 * its arguments.
 */
public final class FakeJobs {

  private static final String PREDICT =
      """
      #!/bin/sh
      echo "predict $*"
      code=0
      id=none
      for word in "$@"; do
        case $word in
          --limit=*) code=${word#--limit=} ;;
          --run-id=*) id=${word#--run-id=} ;;
          --top=*) wait=yes ;;
        esac
      done
      [ -e all-wait ] && wait=yes
      while [ -n "$wait" ] && [ ! -e "go-$id" ]; do sleep 0.05; done
      echo "the last line of $id"
      [ "$code" = 1 ] && exit 0
      exit "$code"
      """;

  private static final String TRAIN =
      """
      #!/bin/sh
      echo "train $*"
      for word in "$@"; do
        case $word in
          --run-id=*) id=${word#--run-id=} ;;
          --force) wait=yes ;;
        esac
      done
      while [ -n "$wait" ] && [ ! -e "go-$id" ]; do sleep 0.05; done
      """;

  private final Path home;

  private FakeJobs(Path home) {
    this.home = home;
  }

  public static FakeJobs create() {
    try {
      FakeJobs jobs = new FakeJobs(Files.createTempDirectory(Path.of("target"), "jobs"));
      jobs.script("predict.sh", PREDICT);
      jobs.script("train.sh", TRAIN);
      jobs.writePipeline("telco-churn");
      return jobs;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes a pipeline that can be trained. */
  public void writePipeline(String name) throws IOException {
    Path folder = Files.createDirectories(home.resolve("pipelines").resolve(name));
    Files.writeString(folder.resolve("pipeline.yaml"), "name: " + name + "\n");
  }

  /** Has a service start them on this machine. */
  public void describe(DynamicPropertyRegistry settings) {
    settings.add("propensity.launcher.type", () -> "local");
    settings.add("propensity.launcher.home", () -> home().toString());
    settings.add("propensity.data-directory", this::data);
  }

  public Path home() {
    return home.toAbsolutePath();
  }

  public Path data() {
    return home().resolve("data");
  }

  /** Has each that scores wait for its word from now on. */
  public void haveAllWait() throws IOException {
    Files.createFile(home.resolve("all-wait"));
  }

  public void letGo(String run) throws IOException {
    Files.createFile(home.resolve("go-" + run));
  }

  private void script(String name, String text) throws IOException {
    Path script = home.resolve("scripts").resolve(name);
    Files.createDirectories(home.resolve("scripts"));
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
