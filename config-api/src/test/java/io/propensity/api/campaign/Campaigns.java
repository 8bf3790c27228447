package io.propensity.api.campaign;

import java.util.UUID;

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

  /** A name that no other test has. */
  static String unique(String start) {
    return start + " " + UUID.randomUUID();
  }
}
