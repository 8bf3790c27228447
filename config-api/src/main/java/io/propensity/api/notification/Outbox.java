package io.propensity.api.notification;

import io.propensity.api.PropensitySettings;
import io.propensity.api.notification.DeliveryRows.Draft;
import io.propensity.api.run.event.RunEnd;
import io.propensity.api.run.event.RunListener;
import io.propensity.api.timer.Lane;
import io.propensity.api.timer.Timers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts messages down in the transaction of what they tell of, and has them sent afterwards. */
@Component
class Outbox implements RunListener {

  private final DeliveryRows deliveries;
  private final WebhookRows webhooks;
  private final List<Channel> channels;
  private final Payloads payloads;
  private final Timers timers;
  private final Clock clock;
  private final int tries;

  Outbox(
      DeliveryRows deliveries,
      WebhookRows webhooks,
      List<Channel> channels,
      Payloads payloads,
      Timers timers,
      Clock clock,
      PropensitySettings settings) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.channels = List.copyOf(channels);
    this.payloads = payloads;
    this.timers = timers;
    this.clock = clock;
    this.tries = settings.notification().tries();
  }

  @Override
  public void ended(RunEnd end) {
    payloads.events(end).forEach(event -> tell(event, end));
  }

  /** To the webhooks that want it, and to whatever this service is configured for besides. */
  private void tell(Event event, RunEnd end) {
    String id = newEventId();
    String payload = payloads.of(id, event, end);
    for (Webhook webhook : webhooks.wanting(event, end.campaignId(), end.pipeline())) {
      add(new Draft(WebhookChannel.NAME, webhook.id(), id, event, end.runId(), payload));
    }
    channels.stream()
        .filter(channel -> channel.isOpen() && !channel.name().equals(WebhookChannel.NAME))
        .forEach(channel -> add(new Draft(channel.name(), null, id, event, end.runId(), payload)));
  }

  /** Tries a webhook, be it active or not; within a transaction. */
  Delivery test(long webhook) {
    String id = newEventId();
    return add(
        new Draft(
            WebhookChannel.NAME,
            webhook,
            id,
            Event.TEST,
            null,
            payloads.test(id, webhook, clock.instant())));
  }

  private Delivery add(Draft draft) {
    Delivery delivery = deliveries.add(draft, tries, clock.instant());
    await(delivery, clock.instant());
    return delivery;
  }

  /** Has the next try of a message made at a time; within a transaction. */
  void await(Delivery delivery, Instant at) {
    timers.set(
        Lane.NOTIFICATIONS,
        DeliveryWork.name(delivery.channel()),
        "%d/%d".formatted(delivery.id(), delivery.tries()),
        at);
  }

  private static String newEventId() {
    return "evt_" + UUID.randomUUID();
  }
}
