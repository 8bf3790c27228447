package io.propensity.table;

import io.propensity.run.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few guarantees that publishing needs of a file system, on whichever it runs. */
public final class FileSystems {

  private static final Set<String> RENAMES_AT_ONCE = Set.of("file", "hdfs", "viewfs");

  /** Hadoop's name for a create that the store itself refuses where something has the name. */
  private static final String CONDITIONAL_CREATE = "fs.option.create.conditional.overwrite";

  private static final Logger LOG = LoggerFactory.getLogger(FileSystems.class);

  private FileSystems() {}

  /** A path as people write it: without the scheme when it is local. */
  public static String display(Path path) {
    return isLocal(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  /**
   * Refuses a directory that cannot be made because it is a file, or lies under one. What is above
   * it is looked at only where there are real directories: on an object store it may be forbidden.
   *
   * @param what names it in the message: {@code "output root"}
   * @throws ConfigurationException naming the file
   */
  public static void requireDirectory(FileSystem files, Path directory, String what) {
    Path at = directory;
    Optional<FileStatus> found = status(files, at);
    while (found.isEmpty() && renamesAtOnce(files) && at.getParent() != null) {
      at = at.getParent();
      found = status(files, at);
    }
    if (found.isPresent() && !found.get().isDirectory()) {
      throw new ConfigurationException(
          "The %s %s cannot be a directory, for %s is a file: name another place"
              .formatted(what, display(directory), at.equals(directory) ? "it" : display(at)));
    }
  }

  private static Optional<FileStatus> status(FileSystem files, Path path) {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + path, e);
    }
  }

  /**
   * Creates a file unless it is there; of several processes at once, one is told true. On an object
   * store the file appears with its content, and whose answer is lost on the way may be told false
   * of a file of its own; elsewhere a reader may find it empty for a moment.
   *
   * @throws ConfigurationException when the store's connector looks first and writes then
   */
  public static boolean createIfAbsent(FileSystem files, Path file, byte[] content)
      throws IOException {
    return renamesAtOnce(files)
        ? createFile(files, file, content)
        : createObject(files, file, content);
  }

  private static boolean createFile(FileSystem files, Path file, byte[] content)
      throws IOException {
    files.mkdirs(file.getParent());
    try {
      if (isLocal(files.getUri().getScheme())) {
        // Hadoop's local create looks first and creates then; the kernel does both at once.
        Files.write(local(file), content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } else {
        try (var out = files.create(file, false)) {
          out.write(content);
        }
      }
      return true;
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /** An object is made, and refused, when its stream is closed; each connector says so its way. */
  private static boolean createObject(FileSystem files, Path file, byte[] content)
      throws IOException {
    try (var out = newObject(files, file)) {
      out.write(content);
      return true;
    } catch (IOException e) {
      if (isThere(files, file, e)) {
        return false;
      }
      throw e;
    }
  }

  private static FSDataOutputStream newObject(FileSystem files, Path file) throws IOException {
    if (files.hasPathCapability(file, CONDITIONAL_CREATE)) {
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
      builder.recursive();
      builder.must(CONDITIONAL_CREATE, true);
      return builder.build();
    }
    if (files.getUri().getScheme().equals("s3a")) {
      throw new ConfigurationException(
          ("%s: the connector of s3a looks first and writes then, so that two processes could take"
                  + " one name: put hadoop-aws 3.4.2 among Spark's jars, and do not set"
                  + " fs.s3a.create.conditional.enabled to false")
              .formatted(file));
    }
    return files.create(file, false);
  }

  private static boolean isThere(FileSystem files, Path file, IOException failure) {
    try {
      return files.exists(file);
    } catch (IOException unseen) {
      failure.addSuppressed(unseen);
      return false;
    }
  }

  /**
   * Writes a file so that a reader finds it whole or not at all; one of that name is replaced on an
   * object store and may not be there elsewhere.
   */
  public static void writeWhole(FileSystem files, Path file, byte[] content) throws IOException {
    if (renamesAtOnce(files)) {
      Path unfinished = new Path(file.getParent(), "_" + file.getName() + ".unfinished");
      write(files, unfinished, content);
      if (!files.rename(unfinished, file)) {
        throw new IOException("Cannot rename %s to %s".formatted(unfinished, file));
      }
    } else {
      writeObject(files, file, content);
    }
  }

  /** An object appears whole, when it is closed; it may be there though the answer was lost. */
  private static void writeObject(FileSystem files, Path file, byte[] content) throws IOException {
    try {
      write(files, file, content);
    } catch (IOException e) {
      if (!isWritten(files, file, content, e)) {
        throw e;
      }
    }
  }

  private static boolean isWritten(
      FileSystem files, Path file, byte[] content, IOException failure) {
    try {
      return holds(files, file, content);
    } catch (IOException unseen) {
      failure.addSuppressed(unseen);
      return false;
    }
  }

  /** Whether a file has this content and no other. */
  public static boolean holds(FileSystem files, Path file, byte[] content) throws IOException {
    try (var in = files.open(file)) {
      return Arrays.equals(in.readAllBytes(), content);
    }
  }

  private static void write(FileSystem files, Path file, byte[] content) throws IOException {
    try (var out = files.create(file, true)) {
      out.write(content);
    }
  }

  /**
   * When the newest file below {@code directory} was written, in milliseconds; 0 where it has none.
   * A directory of an object store has no time of its own.
   *
   * @throws FileNotFoundException when there is no such directory
   */
  public static long lastChange(FileSystem files, Path directory) throws IOException {
    long last = 0;
    RemoteIterator<LocatedFileStatus> content = files.listFiles(directory, true);
    while (content.hasNext()) {
      last = Math.max(last, content.next().getModificationTime());
    }
    return last;
  }

  /**
   * Whether renaming a directory is one step, as on disks and HDFS, and not a copy of each file.
   */
  public static boolean renamesAtOnce(FileSystem files) {
    return RENAMES_AT_ONCE.contains(files.getUri().getScheme());
  }

  /**
   * Renames a directory in one step to a name that nothing has yet.
   *
   * @return false when something has that name
   */
  public static boolean renameIfAbsent(FileSystem files, Path from, Path to) throws IOException {
    if (isLocal(files.getUri().getScheme())) {
      try {
        // The kernel refuses to replace a directory that holds anything.
        Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
        return true;
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        return false;
      } catch (FileSystemException e) {
        if (Files.exists(local(to))) {
          return false;
        }
        throw e;
      }
    }
    return renamesAtOnce(files)
        ? renameByName(files, from, to)
        : !files.exists(to) && files.rename(from, to);
  }

  /** HDFS' older rename would move {@code from} into a directory that is there. */
  private static boolean renameByName(FileSystem files, Path from, Path to) throws IOException {
    try {
      FileContext.getFileContext(files.getUri(), files.getConf())
          .rename(from, to, Options.Rename.NONE);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Removes what a result no longer needs. The result stands whether or not this succeeds, so a
   * failure is a warning.
   */
  public static void discard(FileSystem files, Path leftover) {
    try {
      files.delete(leftover, true);
    } catch (IOException e) {
      LOG.warn("{} could not be removed and can be deleted: {}", leftover, e.toString());
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static boolean isLocal(String scheme) {
    return scheme.equals("file");
  }
}
