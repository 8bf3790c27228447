package io.propensity.api.console.settings;

import io.propensity.api.console.FormBody;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A wish for a token, as somebody fills it in. */
record TokenForm(String name, String role, String days) {

  private static final String USUAL_DAYS = "90";

  static TokenForm empty() {
    return new TokenForm("", "", USUAL_DAYS);
  }

  static TokenForm of(Map<String, String> fields) {
    return new TokenForm(
        fields.getOrDefault("name", "").strip(),
        fields.getOrDefault("role", ""),
        fields.getOrDefault("days", "").strip());
  }

  /** As the API is asked; what is wrong with it is the API's to say. */
  JsonNode body() {
    return new FormBody()
        .text("name", name)
        .text("role", role)
        .number("expires_in_days", days)
        .json();
  }
}
