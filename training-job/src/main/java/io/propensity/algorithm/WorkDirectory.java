package io.propensity.algorithm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory under {@code java.io.tmpdir} that goes with all it holds when it is closed, or when
 * the process is told to end before.
 */
public final class WorkDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);

  /** Begins the names of all directories that this process makes. */
  public static final String PREFIX = "propensity-training-" + ProcessHandle.current().pid() + "-";

  /** The trainer may put a file into the directory while it is emptied. */
  private static final int ATTEMPTS = 3;

  private final Path path;
  private final Thread atExit;

  private WorkDirectory(Path path) {
    this.path = path;
    this.atExit = new Thread(this::delete, "delete-" + path.getFileName());
  }

  public static WorkDirectory create() {
    try {
      WorkDirectory work = new WorkDirectory(Files.createTempDirectory(PREFIX));
      Runtime.getRuntime().addShutdownHook(work.atExit);
      return work;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a directory for the training's files", e);
    }
  }

  public Path path() {
    return path;
  }

  public Path directory(String name) {
    try {
      return Files.createDirectory(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a directory for the training's files", e);
    }
  }

  /** Deletes the directory; what cannot be deleted is left with a warning, for all else is done. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // The process ends, and its hook deletes.
    }
    delete();
  }

  private void delete() {
    for (int attempt = 1; Files.exists(path); attempt++) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          LOG.warn("Cannot delete {}, which nobody needs any more: {}", path, e.toString());
          return;
        }
      }
    }
  }
}
