package io.propensity.api.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as clients see it: never its secret.
 *
 * @param campaignId runs of this campaign alone
 * @param pipeline runs of this pipeline alone
 * @param offReason why the service itself switched it off
 * @param failingSince since when nothing was delivered; null while deliveries arrive
 */
public record Webhook(
    long id,
    String url,
    List<Event> events,
    @JsonProperty("campaign_id") @Nullable Long campaignId,
    @Nullable String pipeline,
    boolean active,
    @JsonProperty("off_reason") @Nullable String offReason,
    @JsonProperty("failing_since") @Nullable Instant failingSince,
    int revision,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("created_by") String createdBy,
    @JsonProperty("updated_at") Instant updatedAt) {

  public Webhook {
    events = List.copyOf(events);
  }

  /**
   * One that was just made.
   *
   * @param secret by which its messages are signed; never shown again
   */
  public record Created(@JsonUnwrapped Webhook webhook, String secret) {}
}
