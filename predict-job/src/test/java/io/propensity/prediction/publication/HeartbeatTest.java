package io.propensity.prediction.publication;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

  @TempDir Path directory;

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void beatsOnAfterAConnectorFailed() throws IOException, InterruptedException {
    CountDownLatch beats = new CountDownLatch(3);
    Heartbeat heartbeat =
        on(
            () -> {
              beats.countDown();
              if (beats.getCount() == 1) {
                throw new IllegalStateException("the connector's own");
              }
            });
    beats.await();
    heartbeat.close();
  }

  /** The first beat is taken; a later one is stuck until it is interrupted, which it clears. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsAlthoughAnInterruptedBeatFails() throws IOException, InterruptedException {
    CountDownLatch beats = new CountDownLatch(2);
    Heartbeat heartbeat =
        on(
            () -> {
              beats.countDown();
              if (beats.getCount() == 0) {
                stick();
              }
            });
    beats.await();

    heartbeat.close();
  }

  private static void stick() throws IOException {
    try {
      TimeUnit.HOURS.sleep(1);
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException().initCause(e);
    }
    throw new IOException("never interrupted");
  }

  private Heartbeat on(Beat beat) throws IOException {
    Beating files = new Beating(beat);
    files.initialize(URI.create("file:///"), new Configuration(false));
    return Heartbeat.of(
        files, new org.apache.hadoop.fs.Path(directory.toString()), Duration.ofMillis(1));
  }

  /** What happens before a file is created. */
  private interface Beat {
    void come() throws IOException;
  }

  private static final class Beating extends RawLocalFileSystem {

    private final Beat beat;

    Beating(Beat beat) {
      this.beat = beat;
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path file,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      beat.come();
      return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    }
  }
}
