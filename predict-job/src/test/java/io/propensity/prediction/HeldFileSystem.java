package io.propensity.prediction;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A disk under the scheme {@code held}, which lets nobody look at a file until it is told to. */
public final class HeldFileSystem extends RawLocalFileSystem {

  private static final CountDownLatch ASKED = new CountDownLatch(1);
  private static final CountDownLatch LET_GO = new CountDownLatch(1);

  /** Waits until somebody wants to look at a file. */
  static void awaitVisitor() throws InterruptedException {
    ASKED.await();
  }

  static void letGo() {
    LET_GO.countDown();
  }

  @Override
  public URI getUri() {
    return URI.create("held:///");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    ASKED.countDown();
    try {
      LET_GO.await();
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
    }
    return super.getFileStatus(path);
  }
}
