package io.propensity.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docker/jobs/Dockerfile} puts where. */
final class JobImage {

  private static final String DOCKERFILE = "docker/jobs/Dockerfile";
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (\\S+) (\\S+)$");

  /** A file or folder of the checkout and its place in the image. */
  record Copied(String source, String target) {

    /** The file of the checkout that lies at {@code path} in the image. */
    Optional<String> sourceOf(String path) {
      return path.equals(target) || path.startsWith(target + "/")
          ? Optional.of(source + path.substring(target.length()))
          : Optional.empty();
    }
  }

  private JobImage() {}

  static List<Copied> copied() {
    List<Copied> all = new ArrayList<>();
    Matcher copy = COPY.matcher(Checkout.text(DOCKERFILE));
    while (copy.find()) {
      all.add(new Copied(copy.group(1), copy.group(2)));
    }
    return all;
  }

  /** The file of the checkout that lies at {@code path} in the image. */
  static String sourceOf(String path) {
    return copied().stream()
        .flatMap(copied -> copied.sourceOf(path).stream())
        .findFirst()
        .orElseThrow(() -> new AssertionError("%s puts nothing at %s".formatted(DOCKERFILE, path)));
  }

  /** What follows an instruction that stands once. */
  static String instruction(String name) {
    Matcher found =
        Pattern.compile("(?m)^%s (.+)$".formatted(name)).matcher(Checkout.text(DOCKERFILE));
    if (!found.find()) {
      throw new AssertionError("%s has no %s".formatted(DOCKERFILE, name));
    }
    return found.group(1);
  }
}
