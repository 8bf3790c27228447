package io.propensity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.propensity.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Python of the peers.
 *
 * @param program what PROPENSITY_PYTHON names
 */
record Python(String program) {

  /** Empty where the process environment names none. */
  static Optional<Python> named() {
    return Optional.ofNullable(System.getenv("PROPENSITY_PYTHON")).map(Python::new);
  }

  /**
   * Runs a script of {@code benchmarks/python}, whose last line is JSON.
   *
   * @param work where its log is kept
   */
  JsonNode run(Path work, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program, "benchmarks/python/" + script));
    command.addAll(List.of(arguments));
    String printed = Processes.run(work, command.toArray(String[]::new)).strip();
    String last = printed.substring(printed.lastIndexOf('\n') + 1);
    return Json.read(last.getBytes(StandardCharsets.UTF_8), JsonNode.class, script + "'s figures");
  }
}
