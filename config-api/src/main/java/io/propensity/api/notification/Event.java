package io.propensity.api.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is told. */
public enum Event {
  SUCCEEDED("run.succeeded"),
  FAILED("run.failed"),
  CANCELLED("run.cancelled"),
  /** Features or scores moved far from those of the training. */
  DRIFTED("run.drifted"),
  /** Somebody tries a webhook. */
  TEST("webhook.test");

  /** Those that a webhook may be told of. */
  public static final List<Event> OF_RUNS = List.of(SUCCEEDED, FAILED, CANCELLED, DRIFTED);

  private final String text;

  Event(String text) {
    this.text = text;
  }

  /** One of a run; empty where there is none of the name. */
  static Optional<Event> named(String text) {
    return OF_RUNS.stream().filter(event -> event.text.equals(text)).findFirst();
  }

  static Event kept(String text) {
    return Arrays.stream(values())
        .filter(event -> event.text.equals(text))
        .findFirst()
        .orElseThrow();
  }

  static String names() {
    return OF_RUNS.stream().map(Event::text).collect(Collectors.joining(", "));
  }

  @JsonValue
  public String text() {
    return text;
  }
}
