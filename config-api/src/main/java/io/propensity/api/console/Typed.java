package io.propensity.api.console;

import java.util.Objects;
import org.springframework.util.MultiValueMap;

/** What a reader typed into the fields of a form. */
public record Typed(MultiValueMap<String, String> fields) {

  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  /** Without the blanks around it; empty where there is nothing. */
  public String text(String field) {
    return Objects.requireNonNullElse(fields.getFirst(field), "").strip();
  }

  /** The beginning of a day in UTC, as the API has times; what is no day stays as it is. */
  public static String time(String typed) {
    return typed.matches(DAY) ? typed + "T00:00:00Z" : typed;
  }
}
