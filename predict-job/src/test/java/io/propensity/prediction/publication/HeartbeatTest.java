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
    RawLocalFileSystem files =
        new RawLocalFileSystem() {
          @Override
          public FSDataOutputStream create(
              org.apache.hadoop.fs.Path file,
              boolean overwrite,
              int bufferSize,
              short replication,
              long blockSize,
              Progressable progress)
              throws IOException {
            beats.countDown();
            if (beats.getCount() == 1) {
              throw new IllegalStateException("the connector's own");
            }
            return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
          }
        };
    files.initialize(URI.create("file:///"), new Configuration(false));

    Heartbeat heartbeat =
        Heartbeat.of(
            files, new org.apache.hadoop.fs.Path(directory.toString()), Duration.ofMillis(1));
    beats.await();
    heartbeat.close();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endsAlthoughAnInterruptedBeatFails() throws IOException, InterruptedException {
    Stuck files = new Stuck();
    files.initialize(URI.create("file:///"), new Configuration(false));
    Heartbeat heartbeat =
        Heartbeat.of(
            files, new org.apache.hadoop.fs.Path(directory.toString()), Duration.ofMillis(1));
    files.stuck.await();

    heartbeat.close();
  }

  /** Takes the first file; a later one is stuck until it is interrupted, which it clears. */
  private static final class Stuck extends RawLocalFileSystem {

    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch stuck = new CountDownLatch(1);

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path file,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      if (first.getCount() > 0) {
        first.countDown();
        return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
      }
      stuck.countDown();
      try {
        TimeUnit.HOURS.sleep(1);
      } catch (InterruptedException e) {
        throw (IOException) new InterruptedIOException().initCause(e);
      }
      throw new IOException("never interrupted");
    }
  }
}
