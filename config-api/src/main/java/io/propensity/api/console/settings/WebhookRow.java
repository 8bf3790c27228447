package io.propensity.api.console.settings;

import io.propensity.api.console.Subject;
import io.propensity.api.notification.Event;
import io.propensity.api.notification.Webhook;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a line of a list.
 *
 * @param of whose runs it is told of; null where it is all runs
 * @param state {@code active}, {@code failing} or {@code off}
 * @param offReason why the service itself switched it off; empty where it did not
 */
record WebhookRow(
    long id,
    String href,
    String url,
    String events,
    @Nullable Subject of,
    String state,
    String offReason,
    @Nullable Instant failingSince,
    int revision,
    Instant createdAt,
    String createdBy) {

  /**
   * @param names of campaigns by their numbers
   */
  static WebhookRow of(Webhook webhook, Map<Long, String> names) {
    return new WebhookRow(
        webhook.id(),
        "/console/settings/webhooks/" + webhook.id(),
        webhook.url(),
        webhook.events().stream().map(Event::text).collect(Collectors.joining(", ")),
        subject(webhook, names),
        state(webhook),
        Objects.requireNonNullElse(webhook.offReason(), ""),
        webhook.failingSince(),
        webhook.revision(),
        webhook.createdAt(),
        webhook.createdBy());
  }

  private static @Nullable Subject subject(Webhook webhook, Map<Long, String> names) {
    return webhook.campaignId() == null && webhook.pipeline() == null
        ? null
        : Subject.of(webhook.campaignId(), webhook.pipeline(), names);
  }

  private static String state(Webhook webhook) {
    if (!webhook.active()) {
      return "off";
    }
    return webhook.failingSince() == null ? "active" : "failing";
  }
}
