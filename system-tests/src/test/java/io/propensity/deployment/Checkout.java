package io.propensity.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository that the tests run in. */
final class Checkout {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Checkout() {}

  static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  static String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + relative, e);
    }
  }

  /** The release that is being built, without {@code -SNAPSHOT}. */
  static String release() {
    return pom("<artifactId>propensity</artifactId>\\s*<version>([^<]+?)(?:-SNAPSHOT)?</version>");
  }

  static String sparkVersion() {
    return pom("<spark\\.version>([^<]+)</spark\\.version>");
  }

  private static String pom(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text("pom.xml"));
    if (!found.find()) {
      throw new IllegalStateException("pom.xml has nothing like " + pattern);
    }
    return found.group(1);
  }
}
