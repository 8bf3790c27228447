package io.propensity.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Spark wrote down of an application. */
record EventLog(List<JsonNode> events) {

  /** The options by which an application has a log in {@code directory}, one file. */
  static String options(Path directory) {
    return " --conf spark.eventLog.enabled=true --conf spark.eventLog.rolling.enabled=false"
        + " --conf spark.eventLog.compress=false --conf spark.eventLog.dir="
        + directory.toUri();
  }

  /** The log of the one application that has one there. */
  static EventLog in(Path directory) {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      Path log = files.filter(file -> !file.toString().endsWith(".crc")).findFirst().orElseThrow();
      for (String line : Files.readAllLines(log)) {
        events.add(json.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EventLog(events);
  }

  /** Attempts at tasks whose first attempt was still at work. */
  List<JsonNode> speculativeAttempts() {
    return events.stream()
        .filter(event -> isOf(event, "SparkListenerTaskStart"))
        .filter(EventLog::isSpeculative)
        .toList();
  }

  /** Those of them that were done before the first attempt. */
  List<JsonNode> speculativeSuccesses() {
    return events.stream()
        .filter(event -> isOf(event, "SparkListenerTaskEnd"))
        .filter(EventLog::isSpeculative)
        .filter(event -> event.at("/Task End Reason/Reason").asText().equals("Success"))
        .toList();
  }

  private static boolean isOf(JsonNode event, String kind) {
    return event.path("Event").asText().equals(kind);
  }

  private static boolean isSpeculative(JsonNode event) {
    return event.at("/Task Info/Speculative").asBoolean();
  }
}
