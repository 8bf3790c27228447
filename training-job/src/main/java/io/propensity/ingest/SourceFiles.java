package io.propensity.ingest;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that a source's path means: a file, all files below a directory, or those of a glob.
 */
final class SourceFiles {

  private SourceFiles() {}

  /**
   * The files in the order of their paths; hidden ones, which begin with a dot or an underscore,
   * are none.
   *
   * @throws NotFoundException when there is none
   */
  static List<FileStatus> list(String location, Configuration hadoop) {
    Path path = HadoopPaths.of(location);
    FileSystem files = Connectors.open(path, hadoop);
    try {
      List<FileStatus> found = new ArrayList<>();
      FileStatus[] matches = files.globStatus(path);
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        collect(files, match, found);
      }
      if (found.isEmpty()) {
        throw new NotFoundException(
            "There is no raw data at %s: put it there, or correct the source's path in pipeline.yaml"
                .formatted(location));
      }
      found.sort(Comparator.comparing(status -> status.getPath().toString()));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + location, e);
    }
  }

  private static void collect(FileSystem files, FileStatus at, List<FileStatus> found)
      throws IOException {
    if (at.isFile()) {
      found.add(at);
      return;
    }
    for (FileStatus below : files.listStatus(at.getPath())) {
      if (!below.getPath().getName().matches("[._].*")) {
        collect(files, below, found);
      }
    }
  }
}
