package io.propensity.api.console.settings;

import io.propensity.api.console.Typed;
import java.util.List;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
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

  /** As the API is asked; what is wrong with it is the API's to say. */
  JsonNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("url", url);
    ArrayNode named = body.putArray("events");
    events.forEach(named::add);
    if (campaign.matches("[0-9]{1,18}")) {
      body.put("campaign_id", Long.parseLong(campaign));
    } else if (!campaign.isEmpty()) {
      body.put("campaign_id", campaign);
    }
    if (!pipeline.isEmpty()) {
      body.put("pipeline", pipeline);
    }
    return body;
  }
}
