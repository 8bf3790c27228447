package io.propensity.api.run.launch;

import io.propensity.api.PropensitySettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Removes the files of runs in which nothing was written for long, logs above all. */
@Component
class LogSweep {

  private static final Logger LOG = LoggerFactory.getLogger(LogSweep.class);
  private static final long MINUTES_APART = 60;

  private final Path directory;
  private final Duration kept;
  private final Clock clock;

  LogSweep(PropensitySettings settings, Clock clock) {
    this.directory = settings.dataDirectory().resolve("runs");
    this.kept = settings.runs().keepLogs();
    this.clock = clock;
  }

  @Scheduled(initialDelay = 1, fixedDelay = MINUTES_APART, timeUnit = TimeUnit.MINUTES)
  void sweep() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    Instant before = clock.instant().minus(kept);
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(directory)) {
      for (Path run : runs) {
        if (newest(run).isBefore(before)) {
          FileSystemUtils.deleteRecursively(run);
          LOG.info(
              "Removed the log of run {}, which is over for {} days",
              run.getFileName(),
              kept.toDays());
        }
      }
    } catch (IOException failure) {
      LOG.warn("Old logs of runs stay in {}: {}", directory, failure.toString());
    }
  }

  /** When something was last written below; now, for what vanishes meanwhile. */
  private Instant newest(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      Instant newest = Instant.EPOCH;
      for (Path file : files.toList()) {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        newest = written.isAfter(newest) ? written : newest;
      }
      return newest;
    } catch (NoSuchFileException vanished) {
      return clock.instant();
    }
  }
}
