package io.propensity.api.notification;

import io.propensity.api.run.event.RunEnd;
import io.propensity.report.Drift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is said of a run that ended. */
@Component
class Payloads {

  private final JsonMapper json;

  Payloads(JsonMapper json) {
    this.json = json;
  }

  /** What happened by a run's end: that it is over, and that what it saw had drifted. */
  List<Event> events(RunEnd end) {
    List<Event> events = new ArrayList<>();
    events.add(
        switch (end.state()) {
          case "SUCCEEDED" -> Event.SUCCEEDED;
          case "CANCELLED" -> Event.CANCELLED;
          default -> Event.FAILED;
        });
    if (!drift(end).isEmpty()) {
      events.add(Event.DRIFTED);
    }
    return events;
  }

  String of(String eventId, Event event, RunEnd end) {
    ObjectNode payload = head(eventId, event, end.at());
    if (end.campaignId() != null) {
      payload.put("campaign_id", end.campaignId());
    } else {
      payload.put("pipeline", end.pipeline());
    }
    payload.set("run", withoutReport(end.run()));
    ObjectNode drift = drift(end);
    if (!drift.isEmpty()) {
      payload.set("drift", drift);
    }
    ObjectNode links = payload.putObject("links");
    links.put("run", "/runs/" + end.runId());
    if (end.campaignId() != null) {
      links.put("campaign", "/campaigns/" + end.campaignId());
    }
    return json.writeValueAsString(payload);
  }

  String test(String eventId, long webhook, Instant now) {
    ObjectNode payload = head(eventId, Event.TEST, now);
    payload.putObject("links").put("webhook", "/webhooks/" + webhook);
    return json.writeValueAsString(payload);
  }

  private ObjectNode head(String eventId, Event event, Instant at) {
    ObjectNode payload = json.createObjectNode();
    payload.put("id", eventId);
    payload.put("event", event.text());
    payload.put("at", at.toString());
    return payload;
  }

  private static JsonNode withoutReport(JsonNode run) {
    if (run instanceof ObjectNode whole) {
      ObjectNode copy = whole.deepCopy();
      copy.remove(List.of("report", "progress"));
      return copy;
    }
    return run;
  }

  /** What shifted far: features by name, and the scores; empty when nothing did. */
  private ObjectNode drift(RunEnd end) {
    ObjectNode drifted = json.createObjectNode();
    JsonNode scoring = end.run().path("report").path("scoring");
    JsonNode score = scoring.path("score_psi");
    if (isLarge(score)) {
      drifted.put("score_psi", score.doubleValue());
    }
    ObjectNode features = json.createObjectNode();
    scoring
        .path("drift")
        .forEachEntry(
            (name, drift) -> {
              if (isLarge(drift.path("psi"))) {
                features.put(name, drift.path("psi").doubleValue());
              }
            });
    if (!features.isEmpty()) {
      drifted.set("features", features);
    }
    return drifted;
  }

  private static boolean isLarge(JsonNode psi) {
    return psi.isNumber() && psi.doubleValue() > Drift.LARGE_SHIFT;
  }
}
