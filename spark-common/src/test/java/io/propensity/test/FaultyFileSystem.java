package io.propensity.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A disk under the scheme {@code faulty}, which therefore counts as an object store, whose process
 * can be told to die: after a number of changes every further one fails, as in a process that is
 * gone.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  private static final URI HERE = URI.create("faulty:///");
  private static final AtomicBoolean ONCE = new AtomicBoolean();
  private static final AtomicInteger CHANGES_LEFT = new AtomicInteger(Integer.MAX_VALUE);

  /** A configuration that knows the scheme. */
  public static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.setClass(
        "fs.faulty.impl", FaultyFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    hadoop.setBoolean("fs.faulty.impl.disable.cache", true);
    return hadoop;
  }

  /** The process dies after {@code changes} more of them. */
  public static void dieAfter(int changes) {
    ONCE.set(false);
    CHANGES_LEFT.set(changes);
  }

  /** One change fails after {@code changes} others; the process lives on. */
  public static void failOnceAfter(int changes) {
    ONCE.set(true);
    CHANGES_LEFT.set(changes);
  }

  /** A new process takes over. */
  public static void revive() {
    CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  /** Whether the process that was told to die has done so. */
  public static boolean died() {
    return CHANGES_LEFT.get() < 0;
  }

  @Override
  public URI getUri() {
    return HERE;
  }

  /** As a store lists: without owners, which a disk looks up by paths of its own scheme. */
  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Arrays.stream(super.listStatus(path))
        .map(
            entry ->
                new FileStatus(
                    entry.getLen(),
                    entry.isDirectory(),
                    entry.getReplication(),
                    entry.getBlockSize(),
                    entry.getModificationTime(),
                    entry.getPath()))
        .toArray(FileStatus[]::new);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change("create " + file);
    return overwrite
        ? super.create(file, true, bufferSize, replication, blockSize, progress)
        : new FSDataOutputStream(new NewObject(pathToFile(file).toPath()), null);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change("rename " + from);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change("delete " + path);
    return super.delete(path, recursive);
  }

  private static void change(String what) throws IOException {
    if (CHANGES_LEFT.getAndDecrement() <= 0) {
      CHANGES_LEFT.set(ONCE.get() ? Integer.MAX_VALUE : -1);
      throw new IOException("The process is gone before it could " + what);
    }
  }

  /** An object appears whole when it is closed, unless another one has its name by then. */
  private static final class NewObject extends ByteArrayOutputStream {

    private final java.nio.file.Path file;

    NewObject(java.nio.file.Path file) {
      this.file = file;
    }

    @Override
    public void close() throws IOException {
      java.nio.file.Path whole = Files.createTempFile("object", null);
      Files.write(whole, toByteArray());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try {
        Files.createLink(file, whole);
      } finally {
        Files.delete(whole);
      }
    }
  }
}
