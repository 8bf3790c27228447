package io.propensity.api.campaign;

import io.propensity.api.Api.Answer;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns as JSON, for the tests to send. */
final class Campaigns {

  private Campaigns() {}

  static String named(String name) {
    return """
        {"name": "%s", "model_path": "models/campaign-response/3",
         "audience_filter": "country = 'US' AND age > 25", "features": ["age", "country"]}
        """
        .formatted(name);
  }

  static String any() {
    return named("any");
  }

  /** What was answered to a write, without the warnings that no later answer has. */
  static JsonNode kept(Answer written) {
    return ((ObjectNode) written.json()).without("warnings");
  }

  /** A name that no other test has. */
  static String unique(String start) {
    return start + " " + UUID.randomUUID();
  }
}
