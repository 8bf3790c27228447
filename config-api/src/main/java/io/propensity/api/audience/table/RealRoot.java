package io.propensity.api.audience.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A root directory that a setting names, which need not be there yet. */
final class RealRoot {

  // One letter before the colon is a drive of Windows.
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private RealRoot() {}

  /** Whether only a job can read it, such as a bucket. */
  static boolean isRemote(String root) {
    return SCHEME.matcher(root).matches() && !root.startsWith("file:/");
  }

  /** As it is configured, made absolute; links are kept. */
  static Path path(String root) {
    Path path = root.startsWith("file:/") ? Path.of(URI.create(root).getPath()) : Path.of(root);
    return path.toAbsolutePath().normalize();
  }

  /** Behind all links of as much of it as there is. */
  static Path real(Path path) {
    if (path.getParent() == null || Files.exists(path)) {
      try {
        return path.toRealPath();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + path, e);
      }
    }
    return real(path.getParent()).resolve(path.getFileName());
  }
}
