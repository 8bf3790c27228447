package io.propensity.api.console.model;

import io.propensity.api.console.FormBody;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
    FormBody body = new FormBody().number("version", version).text("metric", metric);
    if (force) {
      body.json().put("force", true);
    }
    return body.text("reason", reason).json();
  }
}
