package io.propensity.test;

import io.propensity.campaign.Campaign;
import io.propensity.json.Json;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Campaigns of a service that only answers. */
public final class Campaigns {

  private Campaigns() {}

  /**
   * Campaign 1, of a version of a model, for whoever is older than 30 in the table that it was
   * trained on.
   */
  public static Campaign of(Manifest manifest) {
    Instant now = Instant.parse("2026-11-20T00:00:00Z");
    return new Campaign(
        1,
        "Spring",
        "models/" + manifest.modelVersion(),
        "age > 30",
        manifest.features().stream().map(Feature::name).toList(),
        "warehouse/" + manifest.name() + "/raw",
        null,
        null,
        null,
        null,
        null,
        null,
        true,
        1,
        now,
        now);
  }

  /** Has a service answer who asks for campaign 1. */
  public static void serve(FakeService service, Campaign campaign) {
    service.answer(
        "GET /campaigns/1", 200, new String(Json.write(campaign), StandardCharsets.UTF_8));
  }
}
