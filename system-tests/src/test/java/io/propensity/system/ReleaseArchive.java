package io.propensity.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a release left behind: {@code database.sql} as pg_dump writes it, {@code answers.json} that
 * its service gave, by address, and in {@code store/} users, models, reports and predictions.
 *
 * <p>Where its world lay is written as {@code @HOME@}.
 */
record ReleaseArchive(Path directory) {

  /** The campaigns that it has, each with the run {@code r-archived-ID}. */
  static final List<Integer> CAMPAIGNS = List.of(1, 2);

  private static final Path ALL =
      RunningProcess.CHECKOUT.resolve("system-tests/src/test/resources/releases");
  private static final String HOME = "@HOME@";
  private static final ObjectMapper JSON = new ObjectMapper();

  static ReleaseArchive of(String release) {
    return new ReleaseArchive(ALL.resolve(release));
  }

  /** Those of all releases. */
  static Stream<ReleaseArchive> all() {
    try (Stream<Path> found = Files.list(ALL)) {
      return found.sorted().map(ReleaseArchive::new).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps what lies in {@code home}, by its path below it. */
  void keep(Path home, List<String> paths) {
    for (String path : paths) {
      copy(home.resolve(path), directory.resolve("store").resolve(path));
    }
  }

  void keepDatabase(Path home, String sql) {
    write("database.sql", sql.replace(home.toString(), HOME));
  }

  void keepAnswers(Path home, ConfigApiProcess api, List<String> addresses) {
    String all =
        addresses.stream()
            .map(address -> "\"%s\": %s".formatted(address, answer(api, address)))
            .collect(Collectors.joining(",\n", "{\n", "\n}"));
    write("answers.json", parsed(all).toPrettyString().replace(home.toString(), HOME) + "\n");
  }

  private static String answer(ConfigApiProcess api, String address) {
    HttpResponse<String> answer = api.send("GET", address, "");
    if (answer.statusCode() != 200) {
      throw new AssertionError("%s: %s".formatted(address, answer.body()));
    }
    return answer.body();
  }

  /** Lays the files out again. */
  void layOut(Path home) {
    copy(directory.resolve("store"), home);
  }

  /** The dump without psql's own commands. */
  String database(Path home) {
    return text("database.sql")
        .replace(HOME, home.toString())
        .lines()
        .filter(line -> !line.startsWith("\\"))
        .collect(Collectors.joining("\n"));
  }

  /** What was answered, by address. */
  Map<String, JsonNode> answers(Path home) {
    Map<String, JsonNode> answers = new TreeMap<>();
    parsed(text("answers.json").replace(HOME, home.toString()))
        .properties()
        .forEach(answer -> answers.put(answer.getKey(), answer.getValue()));
    return answers;
  }

  static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  @Override
  public String toString() {
    return directory.getFileName().toString();
  }

  private String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String file, String text) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    Ended copied =
        RunningProcess.run(
            Map.of(),
            List.of("bash", "-c", "mkdir -p '%2$s' && cp -R '%1$s/.' '%2$s'".formatted(from, to)));
    if (copied.exitCode() != 0) {
      throw new AssertionError(copied.err());
    }
  }
}
