package io.propensity.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    RunningProcess.Ended ended = RunningProcess.run(Map.of(), List.of(command));
    if (ended.exitCode() != 0) {
      throw new UncheckedIOException(new IOException(ended.err()));
    }
  }
}
