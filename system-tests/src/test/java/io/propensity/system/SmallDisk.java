package io.propensity.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A disk that is full soon: a file system in memory, mounted for a test. */
final class SmallDisk implements AutoCloseable {

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Whether this process may mount one, as root on Linux may. */
  static boolean mayMount(Path directory) {
    try {
      mount(directory, 64).close();
      return true;
    } catch (UncheckedIOException refused) {
      return false;
    }
  }

  static SmallDisk mount(Path directory, long kibibytes) {
    run("mount", "-t", "tmpfs", "-o", size(kibibytes), "tmpfs", directory.toString());
    return new SmallDisk(directory);
  }

  /** Another size; what is on it stays. */
  void resize(long kibibytes) {
    run("mount", "-o", "remount," + size(kibibytes), directory.toString());
  }

  Path path() {
    return directory;
  }

  /** The files on it. */
  List<Path> files() {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    run("umount", directory.toString());
  }

  private static String size(long kibibytes) {
    return "size=" + kibibytes + "k";
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] said = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException(new String(said, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
