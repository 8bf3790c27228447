package io.propensity.api.audience.table;

import io.propensity.api.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A root directory that a setting names, which need not be there yet, and what lies under it. */
final class RealRoot {

  // One letter before the colon is a drive of Windows.
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
  // DuckDB takes a path with one of these for a pattern.
  private static final Pattern GLOB = Pattern.compile(".*[*?\\[\\]{}].*", Pattern.DOTALL);

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

  /**
   * A file or directory under a root itself, behind all links.
   *
   * @param root as it is configured
   * @param what the root is, for messages
   * @throws ProblemException when it lies outside the root, or its name means others too
   */
  static Path real(Path path, Path root, String what) {
    Path real;
    try {
      real = path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
    if (!real.startsWith(real(root))) {
      throw ProblemException.unprocessable(
          "%s is a link that leads out of the %s: put the file itself there"
              .formatted(root.relativize(path), what));
    }
    if (GLOB.matcher(real.toString()).matches()) {
      throw ProblemException.unprocessable(
          "%s has one of * ? [ ] { } in its path, which the service does not read: rename it"
              .formatted(root.relativize(path)));
    }
    return real;
  }
}
