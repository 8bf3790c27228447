package io.propensity.api.run.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSweepTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  @TempDir private Path data;

  @Test
  void removesWhatNobodyWroteToForSoLong() throws IOException {
    Path old = log("r-old", NOW.minus(Duration.ofDays(8)));
    Path young = log("r-young", NOW.minus(Duration.ofDays(6)));

    sweep().sweep();

    assertThat(data.resolve("runs/r-old")).doesNotExist();
    assertThat(old).doesNotExist();
    assertThat(young).hasContent("done");
  }

  @Test
  void keepsARunWhoseLaterAttemptIsYoung() throws IOException {
    Path old = log("r-again", NOW.minus(Duration.ofDays(8)));
    Path second = Files.createDirectories(data.resolve("runs/r-again/attempt-2")).resolve("log");
    written(Files.writeString(second, "again"), NOW.minus(Duration.ofDays(1)));

    sweep().sweep();

    assertThat(old).exists();
    assertThat(second).exists();
  }

  @Test
  void hasNothingToDoWhereNothingRan() {
    sweep().sweep();

    assertThat(data).isEmptyDirectory();
  }

  private LogSweep sweep() {
    return new LogSweep(
        Settings.with(
            Map.of(
                "propensity.data-directory", data.toString(),
                "propensity.launcher.type", "local",
                "propensity.runs.keep-logs", "7d")),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Path log(String run, Instant time) throws IOException {
    Path attempt = Files.createDirectories(data.resolve("runs").resolve(run).resolve("attempt-1"));
    Path log = Files.writeString(attempt.resolve("log"), "done");
    for (Path path : List.of(log, attempt, attempt.getParent())) {
      written(path, time);
    }
    return log;
  }

  private static void written(Path path, Instant time) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(time));
  }
}
