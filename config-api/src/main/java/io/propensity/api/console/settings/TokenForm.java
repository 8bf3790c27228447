package io.propensity.api.console.settings;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!name.isEmpty()) {
      body.put("name", name);
    }
    if (!role.isEmpty()) {
      body.put("role", role);
    }
    if (days.matches("[0-9]{1,9}")) {
      body.put("expires_in_days", Integer.parseInt(days));
    } else if (!days.isEmpty()) {
      body.put("expires_in_days", days);
    }
    return body;
  }
}
