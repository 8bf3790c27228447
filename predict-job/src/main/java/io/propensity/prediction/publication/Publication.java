package io.propensity.prediction.publication;

import io.propensity.json.Json;
import io.propensity.report.RunReport;
import io.propensity.run.ContractException;
import io.propensity.run.UnavailableException;
import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to publish a run's predictions: staged out of sight in {@code _staging-…}, then
 * committed. Of several attempts at one run exactly one is committed, and an attempt that dies at
 * any point leaves nothing that carries {@code _SUCCESS}, or all of it.
 *
 * <p>Where a directory is renamed in one step, that step is the commit. On an object store, where a
 * rename copies, the commit is the creation of {@code _committing}, which names the staged
 * directory: whoever comes next, this attempt or a later one, finishes the moves that it began.
 */
public final class Publication implements AutoCloseable {

  private static final String COMMITTING = "_committing";

  private final FileSystem files;
  private final Path staging;
  private final Path target;
  private @Nullable Heartbeat heartbeat;

  Publication(FileSystem files, Path target) {
    this.files = files;
    this.target = target;
    this.staging =
        new Path(
            target.getParent(), "_staging-%s-%s".formatted(target.getName(), UUID.randomUUID()));
  }

  /** What is this attempt's own until it is closed. */
  Path staging() {
    return staging;
  }

  /** Where what is to be published is written. */
  public Path staged() {
    return new Path(staging, "predictions"); // a name that Spark takes for data
  }

  /** Where rows are put that only this run reads. */
  public Path scratch() {
    return new Path(staging, "scored");
  }

  /** Tells other processes until {@link #close} that this attempt is at work. */
  void stayAlive() throws IOException {
    heartbeat = Heartbeat.of(files, staging);
  }

  /** Throws away what was staged so far, to be staged anew. */
  public void clear() {
    try {
      files.delete(staged(), true);
      files.delete(scratch(), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear " + staging, e);
    }
  }

  /** Stages the files of the run's page, by their names. */
  public void addPage(Map<String, byte[]> page) {
    Path directory = new Path(staged(), PredictionStore.PAGE);
    try {
      for (Map.Entry<String, byte[]> file : page.entrySet()) {
        FileSystems.writeWhole(files, new Path(directory, file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + directory, e);
    }
  }

  /**
   * Publishes what was staged, with its report. Readers see all of it or nothing.
   *
   * @return false when another attempt at the same run had been committed: its result stands
   */
  public boolean commit(RunReport report) {
    try {
      FileSystems.writeWhole(files, new Path(staged(), PredictionStore.REPORT), Json.write(report));
      return FileSystems.renamesAtOnce(files) ? moveDirectory() : moveFiles();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot publish to " + target, e);
    }
  }

  private boolean moveDirectory() throws IOException {
    files.create(new Path(staged(), PredictionStore.SUCCESS), false).close();
    if (FileSystems.renameIfAbsent(files, staged(), target)) {
      return true;
    }
    if (files.exists(new Path(target, PredictionStore.SUCCESS))) {
      return false;
    }
    throw new ContractException(
        "%s is there and is no published run: move it away, and run again"
            .formatted(FileSystems.display(target)));
  }

  private boolean moveFiles() throws IOException {
    FileSystems.createIfAbsent(
        files, new Path(target, COMMITTING), staged().toString().getBytes(StandardCharsets.UTF_8));
    finish(files, target);
    return isClaimed();
  }

  /**
   * Finishes a commit that was begun at {@code target}, if there is one. Several processes may do
   * so at once: each file is moved by whichever comes first.
   */
  static void finish(FileSystem files, Path target) throws IOException {
    Optional<Path> claimed = claim(files, target);
    Path success = new Path(target, PredictionStore.SUCCESS);
    if (claimed.isEmpty() || files.exists(success)) {
      return;
    }
    try {
      moveAll(files, claimed.get(), target);
    } catch (FileNotFoundException e) {
      if (!files.exists(success)) {
        throw new IOException(
            "%s is half published and what was staged for it, %s, is gone: delete it, and run again"
                .formatted(target, claimed.get()),
            e);
      }
    }
    files.create(success, true).close();
    FileSystems.discard(files, claimed.get().getParent());
  }

  /** File by file: the rename of a directory may break off half way, and look finished. */
  private static void moveAll(FileSystem files, Path from, Path to) throws IOException {
    for (FileStatus entry : files.listStatus(from)) {
      Path moved = new Path(to, entry.getPath().getName());
      if (entry.isDirectory()) {
        files.mkdirs(moved);
        moveAll(files, entry.getPath(), moved);
      } else {
        move(files, entry.getPath(), moved);
      }
    }
  }

  private static void move(FileSystem files, Path from, Path to) throws IOException {
    try {
      if (files.rename(from, to) || files.exists(to)) {
        return;
      }
    } catch (FileNotFoundException e) {
      if (!files.exists(to)) {
        throw e;
      }
      return; // another process has moved it
    } catch (FileAlreadyExistsException e) {
      return; // copied, whole, by one that broke off before it removed the source
    }
    // A connector may keep to itself why it copied nothing.
    throw new UnavailableException(
        "Cannot move %s to %s: Spark's log may say why. Run again with the same run id, which finishes the commit"
            .formatted(from, to));
  }

  static Optional<Path> claim(FileSystem files, Path target) throws IOException {
    try (var in = files.open(new Path(target, COMMITTING))) {
      return Optional.of(new Path(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private boolean isClaimed() throws IOException {
    return claim(files, target).filter(staged()::equals).isPresent();
  }

  /** Clears the staging area. */
  @Override
  public void close() {
    if (heartbeat != null) {
      heartbeat.close();
    }
    try {
      if (isClaimed() && !files.exists(new Path(target, PredictionStore.SUCCESS))) {
        return; // a commit that broke off: what is staged is the only copy of what is to be moved
      }
      FileSystems.discard(files, staging);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear " + staging, e);
    }
  }
}
