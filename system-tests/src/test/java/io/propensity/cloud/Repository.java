package io.propensity.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the checkout that the tests run in. */
final class Repository {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  static String text(String relative) {
    return text(ROOT.resolve(relative));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  static JsonNode yaml(String relative) {
    try {
      return new YAMLMapper().readTree(text(relative));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + relative, e);
    }
  }

  /** What the first group of a pattern is, wherever the pattern is found. */
  static Stream<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
  }

  /** The files of a folder, not of those below it. */
  static List<Path> files(String folder, String suffix) {
    try (Stream<Path> found = Files.list(ROOT.resolve(folder))) {
      return found.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }
}
