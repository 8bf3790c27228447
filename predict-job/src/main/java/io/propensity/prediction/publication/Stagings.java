package io.propensity.prediction.publication;

import io.propensity.run.BusyException;
import io.propensity.run.RunId;
import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The staging areas of a campaign's runs, those of other processes among them. */
final class Stagings {

  /** A run whose heart has not beaten for so long is not running. */
  private static final Duration ALIVE = Duration.ofMinutes(1);

  /** And after so long nobody waits for it: a paused machine may still come back before. */
  private static final Duration DEAD = Duration.ofMinutes(15);

  /** How long one of several that begin at once waits for the others to leave. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

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
    if (!alive(run).isEmpty()) {
      throw busy(run);
    }
  }

  /**
   * Settles which of several attempts that begin one run at once is at work. Each has given a sign
   * of life before it looks here, so that no two find themselves alone. Of those that find each
   * other the one with the least name stays, and waits a little for the others to leave.
   *
   * @param own the staging area of the attempt that asks
   * @throws BusyException when another one is at work
   */
  void requireAlone(RunId run, Path own) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    List<String> others = others(run, own);
    while (!others.isEmpty()) {
      boolean leads = others.stream().allMatch(other -> own.getName().compareTo(other) < 0);
      if (!leads || Instant.now().isAfter(end)) {
        throw busy(run);
      }
      pause();
      others = others(run, own);
    }
  }

  private List<String> others(RunId run, Path own) throws IOException {
    return alive(run).stream().filter(name -> !name.equals(own.getName())).toList();
  }

  /** The names of the areas of a run's attempts that live. */
  private List<String> alive(RunId run) throws IOException {
    Pattern ofRun = Pattern.compile(PREFIX + run + "-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    List<String> names = new ArrayList<>();
    for (Path staging : all()) {
      if (ofRun.matcher(staging.getName()).matches()
          && beat(staging).isAfter(Instant.now().minus(ALIVE))) {
        names.add(staging.getName());
      }
    }
    return names;
  }

  private static BusyException busy(RunId run) {
    return new BusyException(
        "Run %s is still running elsewhere: wait for it, and ask again with the same --run-id"
            .formatted(run));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
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

  /** When its heart last beat; of one that has none, when it was made. */
  private Instant beat(Path staging) throws IOException {
    try {
      return time(new Path(staging, Heartbeat.FILE));
    } catch (FileNotFoundException e) {
      try {
        return FileSystems.renamesAtOnce(files) ? time(staging) : newest(staging);
      } catch (FileNotFoundException gone) {
        return Instant.EPOCH;
      }
    }
  }

  /**
   * A store's directory would say that it was made this moment: there its newest file tells. One
   * without a file is being made, or is nobody's: it is neither alive nor dead.
   */
  private Instant newest(Path staging) throws IOException {
    long last = FileSystems.lastChange(files, staging);
    return last == 0 ? Instant.now().minus(ALIVE) : Instant.ofEpochMilli(last);
  }

  private Instant time(Path path) throws IOException {
    return Instant.ofEpochMilli(files.getFileStatus(path).getModificationTime());
  }
}
