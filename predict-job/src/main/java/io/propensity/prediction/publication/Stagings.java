package io.propensity.prediction.publication;

import io.propensity.run.BusyException;
import io.propensity.run.RunId;
import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The staging areas of a campaign's runs, those of other processes among them. */
final class Stagings {

  /** A run whose heart has not beaten for so long is not running. */
  private static final Duration ALIVE = Duration.ofMinutes(1);

  /** And after so long nobody waits for it: a paused machine may still come back before. */
  private static final Duration DEAD = Duration.ofMinutes(15);

  private static final String PREFIX = "_staging-";

  private final FileSystem files;
  private final Path campaign;

  Stagings(FileSystem files, Path campaign) {
    this.files = files;
    this.campaign = campaign;
  }

  /**
   * Refuses to begin a run that another process is at.
   *
   * @throws BusyException when one gave a sign of life within the last minute
   */
  void requireIdle(RunId run) throws IOException {
    for (Path staging : all()) {
      boolean same =
          staging.getName().matches(PREFIX + run + "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      if (same && beat(staging).isAfter(Instant.now().minus(ALIVE))) {
        throw new BusyException(
            "Run %s is still running elsewhere: wait for it, and ask again with the same --run-id"
                .formatted(run));
      }
    }
  }

  /** Removes what dead runs left, except what a commit that broke off has still to move. */
  void sweep() throws IOException {
    List<Path> claimed = claimed();
    for (Path staging : all()) {
      if (!claimed.contains(Path.getPathWithoutSchemeAndAuthority(staging))
          && beat(staging).isBefore(Instant.now().minus(DEAD))) {
        FileSystems.discard(files, staging);
      }
    }
  }

  private List<Path> claimed() throws IOException {
    List<Path> claimed = new ArrayList<>();
    for (FileStatus entry : entries()) {
      Publication.claim(files, entry.getPath())
          .map(staged -> Path.getPathWithoutSchemeAndAuthority(staged.getParent()))
          .ifPresent(claimed::add);
    }
    return claimed;
  }

  private List<Path> all() throws IOException {
    return entries().stream()
        .map(FileStatus::getPath)
        .filter(path -> path.getName().startsWith(PREFIX))
        .toList();
  }

  private List<FileStatus> entries() throws IOException {
    try {
      return List.of(files.listStatus(campaign));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /**
   * When its heart last beat; of one that has none, when it was made. A store's directory would say
   * that it was made this moment: there its newest file tells.
   */
  private Instant beat(Path staging) throws IOException {
    try {
      return time(new Path(staging, Heartbeat.FILE));
    } catch (FileNotFoundException e) {
      try {
        return FileSystems.renamesAtOnce(files)
            ? time(staging)
            : Instant.ofEpochMilli(FileSystems.lastChange(files, staging));
      } catch (FileNotFoundException gone) {
        return Instant.EPOCH;
      }
    }
  }

  private Instant time(Path path) throws IOException {
    return Instant.ofEpochMilli(files.getFileStatus(path).getModificationTime());
  }
}
