package io.propensity.artifact;

import io.propensity.model.ArtifactFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A directory of this machine on its way into a store: each file by its hash. */
public final class ArtifactFiles {

  private ArtifactFiles() {}

  /** Every file below {@code directory}, sorted by its path. */
  public static List<ArtifactFile> hash(java.nio.file.Path directory) throws IOException {
    List<ArtifactFile> content = new ArrayList<>();
    try (Stream<java.nio.file.Path> found = Files.walk(directory)) {
      for (java.nio.file.Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        content.add(new ArtifactFile(path, Sha256.of(file), Files.size(file)));
      }
    }
    return content;
  }

  /**
   * Copies files of {@code directory} below {@code target}.
   *
   * @param overwrite whether files that are there are replaced, or refused
   */
  public static void upload(
      java.nio.file.Path directory,
      List<ArtifactFile> content,
      FileSystem files,
      Path target,
      boolean overwrite)
      throws IOException {
    for (ArtifactFile file : content) {
      files.copyFromLocalFile(
          false,
          overwrite,
          new Path(directory.resolve(file.path()).toUri()),
          new Path(target, file.path()));
    }
  }

  /** Whether {@code content} is the file, by size and hash. */
  public static boolean matches(ArtifactFile file, byte[] content) {
    return content.length == file.bytes() && Sha256.of(content).equals(file.sha256());
  }
}
