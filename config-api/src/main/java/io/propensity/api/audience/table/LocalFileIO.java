package io.propensity.api.audience.table;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Iceberg's metadata on local disks, under one root and to be read alone. */
final class LocalFileIO implements FileIO {

  private static final long serialVersionUID = 1L;

  private final String root;

  /**
   * Reads what lies under a directory.
   *
   * @param root its real path
   */
  LocalFileIO(Path root) {
    this.root = root.toString();
  }

  /** The file at a location as Iceberg writes it: a path, or a URI of the scheme file. */
  static Path path(String location) {
    return Path.of(
        location.startsWith("file:") ? location.replaceFirst("^file:/+", "/") : location);
  }

  /** Refuses by Iceberg's own exception: it tries again for minutes after any other. */
  @Override
  public InputFile newInputFile(String location) {
    try {
      Path file = path(location).toRealPath();
      if (!file.startsWith(root)) {
        throw new NotFoundException("%s does not lie in the warehouse", location);
      }
      return Files.localInput(file.toFile());
    } catch (IOException e) {
      throw new NotFoundException(e, "%s cannot be read", location);
    }
  }

  @Override
  public OutputFile newOutputFile(String location) {
    throw new UnsupportedOperationException("The service writes no table: " + location);
  }

  @Override
  public void deleteFile(String location) {
    throw new UnsupportedOperationException("The service writes no table: " + location);
  }
}
