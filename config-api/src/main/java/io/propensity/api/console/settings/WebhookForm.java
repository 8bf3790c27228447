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

/**
 * A wish for a webhook, as somebody fills it in.
 *
 * @param active whether it is switched on, which a new one is
 * @param revision that is changed; blank of a webhook that is not kept yet
 */
record WebhookForm(
    String url,
    List<String> events,
    String campaign,
    String pipeline,
    boolean active,
    String revision) {

  WebhookForm {
    events = List.copyOf(events);
  }

  static WebhookForm of(MultiValueMap<String, String> fields) {
    Typed typed = new Typed(fields);
    return new WebhookForm(
        typed.text("url"),
        fields.getOrDefault("events", List.of()),
        typed.text("campaign"),
        typed.text("pipeline"),
        fields.containsKey("active"),
        typed.text("revision"));
  }

  static WebhookForm of(Webhook webhook) {
    return new WebhookForm(
        webhook.url(),
        webhook.events().stream().map(Event::text).toList(),
        webhook.campaignId() == null ? "" : String.valueOf(webhook.campaignId()),
        Objects.requireNonNullElse(webhook.pipeline(), ""),
        webhook.active(),
        String.valueOf(webhook.revision()));
  }

  /** As the API is asked to change one; its secret stays. */
  JsonNode replacement() {
    return body().put("active", active);
  }

  /** As the API is asked for a new one; what is wrong with it is the API's to say. */
  ObjectNode body() {
    FormBody body = new FormBody().number("campaign_id", campaign).text("pipeline", pipeline);
    ArrayNode named = body.json().put("url", url).putArray("events");
    events.forEach(named::add);
    return body.json();
  }
}
