package io.propensity.api.console.settings;

import io.propensity.api.console.FormBody;
import io.propensity.api.console.Typed;
import java.util.List;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

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

  /** As the API is asked; what is wrong with it is the API's to say. */
  JsonNode body() {
    FormBody body = new FormBody().number("campaign_id", campaign).text("pipeline", pipeline);
    ArrayNode named = body.json().put("url", url).putArray("events");
    events.forEach(named::add);
    return body.json();
  }
}
