package io.propensity.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A call of gcloud, and what the command's documentation says of it: {@code gcloud/flags.json}
 * holds the flags of each command that is used here, as version 528.0.0 lists them.
 */
record GcloudCall(String command, List<String> flags) {

  private static final JsonNode DOCUMENTED = documented();

  /** A call from its words after {@code gcloud}, up to a {@code --} at most. */
  static GcloudCall of(List<String> words) {
    List<String> own = words.stream().takeWhile(word -> !word.equals("--")).toList();
    List<String> flags = own.stream().filter(word -> word.startsWith("--")).toList();
    List<String> plain = own.stream().filter(word -> !word.startsWith("--")).toList();
    String command =
        prefixes(plain)
            .filter(prefix -> DOCUMENTED.path("commands").has(prefix))
            .reduce((shorter, longer) -> longer)
            .orElse(String.join(" ", plain));
    return new GcloudCall(command, flags);
  }

  /** A call as a shell shows it, with backslashes before what is special. */
  static GcloudCall shown(String line) {
    String plain = line.replaceFirst("^\\+ gcloud ", "").replaceAll("\\\\(.)", "$1");
    return of(Arrays.asList(plain.split(" ")));
  }

  /** What the documentation does not know of this call. */
  List<String> faults() {
    JsonNode known = DOCUMENTED.path("commands").path(command);
    if (known.isMissingNode()) {
      return List.of("gcloud has no command '%s'".formatted(command));
    }
    List<String> faults = new ArrayList<>();
    for (String flag : flags) {
      String name = flag.replaceFirst("=.*", "");
      JsonNode kind = known.path(name);
      kind = kind.isMissingNode() ? DOCUMENTED.path("everywhere").path(name) : kind;
      if (kind.isMissingNode()) {
        faults.add("gcloud %s has no %s".formatted(command, name));
      } else if (kind.asText().equals("switch") == flag.contains("=")) {
        faults.add("gcloud %s: %s is a %s".formatted(command, flag, kind.asText()));
      }
    }
    return faults;
  }

  private static Stream<String> prefixes(List<String> words) {
    return Stream.iterate(1, length -> length <= words.size(), length -> length + 1)
        .map(length -> String.join(" ", words.subList(0, length)));
  }

  private static JsonNode documented() {
    try (InputStream in = GcloudCall.class.getResourceAsStream("/gcloud/flags.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, "gcloud/flags.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
