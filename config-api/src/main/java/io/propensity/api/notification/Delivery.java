package io.propensity.api.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message and what became of it.
 *
 * @param webhookId null for a file's or a mail's
 * @param eventId what the receiver knows it by, at each try
 * @param mostTries given up when so many failed
 * @param status of HTTP, of the last try
 * @param error of the last try; null where it succeeded
 * @param nextAt null when it is tried no more
 */
public record Delivery(
    long id,
    @JsonIgnore String channel,
    @JsonProperty("webhook_id") @Nullable Long webhookId,
    @JsonProperty("event_id") String eventId,
    Event event,
    @JsonProperty("run_id") @Nullable String runId,
    State state,
    int tries,
    @JsonIgnore int mostTries,
    @JsonProperty("tried_at") @Nullable Instant triedAt,
    @Nullable Integer status,
    @Nullable String error,
    @JsonProperty("next_at") @Nullable Instant nextAt,
    @JsonProperty("created_at") Instant createdAt,
    @JsonIgnore String payload) {

  /** How a message stands. */
  public enum State {
    /** It is tried, or tried again. */
    PENDING,
    DELIVERED,
    /** It was given up. */
    FAILED
  }
}
