package io.propensity.prediction.publication;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file in a staging area that is written anew every ten seconds while its run is alive. */
final class Heartbeat implements AutoCloseable {

  static final String FILE = "_alive";

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final FileSystem files;
  private final Path file;
  private final Duration pause;
  private final Thread thread;
  private volatile boolean isClosed;

  private Heartbeat(FileSystem files, Path staging, Duration pause) {
    this.files = files;
    this.file = new Path(staging, FILE);
    this.pause = pause;
    this.thread = new Thread(this::beat, "heartbeat");
    this.thread.setDaemon(true);
  }

  /** Begins with a first beat, which fails where nothing can be written. */
  static Heartbeat of(FileSystem files, Path staging) throws IOException {
    return of(files, staging, PAUSE);
  }

  /** The same with another pause between two beats. */
  static Heartbeat of(FileSystem files, Path staging, Duration pause) throws IOException {
    Heartbeat heartbeat = new Heartbeat(files, staging, pause);
    heartbeat.write();
    heartbeat.thread.start();
    return heartbeat;
  }

  private void write() throws IOException {
    files.create(file, true).close();
  }

  private void beat() {
    // Not until the thread is interrupted: file systems take that for a failure of theirs, and
    // clear it.
    while (!isClosed) {
      try {
        Thread.sleep(pause.toMillis());
        write();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        if (!isClosed) {
          LOG.warn("{} could not be written: {}", file, e.toString());
        }
      }
    }
  }

  /** Stops; a beat that is being written is waited for, lest it come after a clean-up. */
  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
