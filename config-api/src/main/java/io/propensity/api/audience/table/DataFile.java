package io.propensity.api.audience.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of a table.
 *
 * @param path the file itself, behind all links
 * @param partition what the folders between the table and the file say
 */
record DataFile(Path path, List<PartitionValue> partition) {

  DataFile {
    partition = List.copyOf(partition);
  }

  List<String> keys() {
    return partition.stream().map(PartitionValue::key).toList();
  }

  /** What changes when the file is written anew. */
  String fingerprint() {
    try {
      return "%s %d %d"
          .formatted(path, Files.size(path), Files.getLastModifiedTime(path).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }
}
