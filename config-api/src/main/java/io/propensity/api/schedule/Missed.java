package io.propensity.api.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What is done about firings whose time passed while no service was there. */
public enum Missed {
  SKIP("skip"),
  /** The latest of them is run, under its own time. */
  RUN_ONCE("run-once");

  private final String text;

  Missed(String text) {
    this.text = text;
  }

  static Optional<Missed> named(String text) {
    return Arrays.stream(values()).filter(missed -> missed.text.equals(text)).findFirst();
  }

  @JsonValue
  public String text() {
    return text;
  }
}
