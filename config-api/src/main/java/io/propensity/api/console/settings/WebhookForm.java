package io.propensity.api.console.settings;

import io.propensity.api.console.FormBody;
import io.propensity.api.console.Typed;
import io.propensity.api.notification.Event;
import io.propensity.api.notification.Webhook;
import java.util.List;
import java.util.Objects;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A wish for a webhook, as somebody fills it in. */
record WebhookForm(String url, List<String> events, String campaign, String pipeline) {

  WebhookForm {
    events = List.copyOf(events);
  }

  static WebhookForm of(MultiValueMap<String, String> fields) {
    Typed typed = new Typed(fields);
    return new WebhookForm(
        typed.text("url"),
        fields.getOrDefault("events", List.of()),
        typed.text("campaign"),
        typed.text("pipeline"));
  }

  static WebhookForm of(Webhook webhook) {
    return new WebhookForm(
        webhook.url(),
        webhook.events().stream().map(Event::text).toList(),
        webhook.campaignId() == null ? "" : String.valueOf(webhook.campaignId()),
        Objects.requireNonNullElse(webhook.pipeline(), ""));
  }

  /** As the API is asked to change one; its secret stays. */
  JsonNode body(boolean active) {
    return ((ObjectNode) body()).put("active", active);
  }

  /** As the API is asked; what is wrong with it is the API's to say. */
  JsonNode body() {
    FormBody body = new FormBody().number("campaign_id", campaign).text("pipeline", pipeline);
    ArrayNode named = body.json().put("url", url).putArray("events");
    events.forEach(named::add);
    return body.json();
  }
}
