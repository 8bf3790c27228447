package io.propensity.api.schedule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a firing does while a run of the same campaign or pipeline is under way. */
public enum Overlap {
  /** Nothing: it is recorded as skipped. */
  SKIP,
  /** Its run waits until those before it are over; one that waits already is enough. */
  QUEUE,
  /** Its run starts beside them. */
  ALLOW;

  static Optional<Overlap> named(String text) {
    return Arrays.stream(values()).filter(overlap -> overlap.text().equals(text)).findFirst();
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
