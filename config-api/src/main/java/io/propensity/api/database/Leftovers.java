package io.propensity.api.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** What a start that was cut short left half done in a directory. */
record Leftovers(Path directory) {

  static Leftovers of(Path directory) {
    return new Leftovers(directory);
  }

  /** Deletes the directories whose names match; the caller holds the lock. */
  void delete(String glob) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
      for (Path leftover : found) {
        if (Files.isDirectory(leftover)) {
          FileSystemUtils.deleteRecursively(leftover);
        }
      }
    }
  }
}
