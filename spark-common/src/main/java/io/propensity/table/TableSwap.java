package io.propensity.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Puts a table in the place of another. The old one is kept aside until the new one stands, and
 * goes back when it cannot; a process that dies in between leaves it in {@code _staging-…} beside.
 * Of several runs at once the last one's table stays.
 */
final class TableSwap implements AutoCloseable {

  private static final int ATTEMPTS = 100;

  private final FileSystem files;
  private final Path target;
  private final Path staging;
  private boolean movedAside;

  /**
   * A swap of {@code target}.
   *
   * @param name begins the name of the staging directory, for people who find one
   */
  TableSwap(FileSystem files, Path target, String name) {
    this.files = files;
    this.target = target;
    this.staging =
        new Path(
            target.getParent(),
            "_staging-%s-%s-%s".formatted(target.getName(), name, UUID.randomUUID()));
  }

  /** Where the new table is to be written. */
  Path staged() {
    return new Path(staging, "new");
  }

  /** Makes what was staged the table. */
  void commit() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path aside = new Path(staging, "old-" + attempt);
      moveAside(aside);
      if (takePlace(aside)) {
        return;
      }
    }
    throw new IOException("Other runs replace %s without end".formatted(target));
  }

  /** Clears the staging area, unless it holds the only copy of a table. */
  @Override
  public void close() throws IOException {
    if (!movedAside || files.exists(target)) {
      FileSystems.discard(files, staging);
    }
  }

  private void moveAside(Path aside) throws IOException {
    try {
      if (!files.exists(target)) {
        return;
      }
      if (FileSystems.renameIfAbsent(files, target, aside)) {
        movedAside = true;
      } else if (files.exists(target)) {
        throw new IOException("Cannot rename %s to %s".formatted(target, aside));
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      // Another run took it first, and puts its own there: the next attempt moves that one aside.
    }
  }

  /** False when another run has put its table there meanwhile. */
  private boolean takePlace(Path aside) throws IOException {
    try {
      if (FileSystems.renameIfAbsent(files, staged(), target)) {
        return true;
      }
      if (files.exists(target)) {
        return false;
      }
      throw new IOException("Cannot rename %s to %s".formatted(staged(), target));
    } catch (IOException e) {
      giveBack(aside, e);
      throw e;
    }
  }

  private void giveBack(Path aside, IOException cause) {
    try {
      if (!files.exists(target) && files.exists(aside) && !files.rename(aside, target)) {
        throw new IOException("The old table is kept in " + aside);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
