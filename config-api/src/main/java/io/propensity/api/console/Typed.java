package io.propensity.api.console;

import java.util.Objects;
import org.springframework.util.MultiValueMap;

/** What a reader typed into the fields of a form. */
public record Typed(MultiValueMap<String, String> fields) {

  /** Without the blanks around it; empty where there is nothing. */
  public String text(String field) {
    return Objects.requireNonNullElse(fields.getFirst(field), "").strip();
  }
}
