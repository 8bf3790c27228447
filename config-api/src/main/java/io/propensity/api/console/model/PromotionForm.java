package io.propensity.api.console.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A wish to have an alias point at a version, as somebody fills it in. */
record PromotionForm(String alias, String version, String metric, boolean force, String reason) {

  private static final String USUAL_ALIAS = "champion";

  static PromotionForm of(
      @Nullable String alias,
      @Nullable String version,
      @Nullable String metric,
      @Nullable String force,
      @Nullable String reason) {
    return new PromotionForm(
        text(alias, USUAL_ALIAS),
        text(version, ""),
        text(metric, ""),
        force != null,
        text(reason, ""));
  }

  private static String text(@Nullable String given, String otherwise) {
    return Objects.requireNonNullElse(given, otherwise).strip();
  }

  /** As the API is asked; what is wrong with it is the API's to say. */
  JsonNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (version.matches("[0-9]{1,9}")) {
      body.put("version", Integer.parseInt(version));
    } else {
      body.put("version", version);
    }
    if (!metric.isEmpty()) {
      body.put("metric", metric);
    }
    if (force) {
      body.put("force", true);
    }
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    return body;
  }
}
