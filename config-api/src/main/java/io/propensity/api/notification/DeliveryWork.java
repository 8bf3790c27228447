package io.propensity.api.notification;

import io.propensity.api.NotificationSettings;
import io.propensity.api.notification.Delivery.State;
import io.propensity.api.notification.send.Answer;
import io.propensity.api.timer.Lane;
import io.propensity.api.timer.TimedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the messages of one channel, and tries again what failed. A service that is killed between
 * a try and its note is followed by another that tries again: receivers may get a message twice,
 * under one id.
 */
final class DeliveryWork implements TimedWork {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWork.class);
  private static final int BACKOFF = 4;
  private static final Duration LONGEST_WAIT = Duration.ofHours(6);
  private static final Duration MOST_FAILING = Duration.ofDays(5);

  private final Channel channel;
  private final DeliveryRows deliveries;
  private final WebhookRows webhooks;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final NotificationSettings settings;

  DeliveryWork(
      Channel channel,
      DeliveryRows deliveries,
      WebhookRows webhooks,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock,
      NotificationSettings settings) {
    this.channel = channel;
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
    this.settings = settings;
  }

  static String name(String channel) {
    return "notification-" + channel;
  }

  @Override
  public Lane lane() {
    return Lane.NOTIFICATIONS;
  }

  @Override
  public String name() {
    return name(channel.name());
  }

  @Override
  public boolean isDoneHere() {
    return channel.isOpen();
  }

  /** The key is the message and its try. No connection to the database is held meanwhile. */
  @Override
  public void run(String key) {
    int slash = key.indexOf('/');
    long id = Long.parseLong(key.substring(0, slash));
    int tries = Integer.parseInt(key.substring(slash + 1));
    deliveries
        .find(id)
        .filter(delivery -> delivery.state() == State.PENDING && delivery.tries() == tries)
        .ifPresent(this::attempt);
  }

  private void attempt(Delivery delivery) {
    Answer answer = channel.send(delivery);
    transaction.executeWithoutResult(status -> note(delivery, answer, clock.instant()));
  }

  private void note(Delivery delivery, Answer answer, Instant now) {
    boolean over =
        answer.isDelivered()
            || answer.isGone()
            || answer.dropped()
            || delivery.tries() + 1 >= delivery.mostTries()
            || delivery.event() == Event.TEST;
    State state = !over ? State.PENDING : answer.isDelivered() ? State.DELIVERED : State.FAILED;
    Instant next = over ? null : now.plus(wait(delivery));
    if (!deliveries.tried(delivery, state, answer, next, now)) {
      return;
    }
    say(delivery, state, answer, next);
    if (next != null) {
      outbox.await(deliveries.find(delivery.id()).orElse(delivery), next);
    }
    Long webhook = delivery.webhookId();
    if (webhook != null && !answer.dropped()) {
      judge(webhook, state, answer, now);
    }
  }

  /** After the last series of tries began, each wait is four times the one before. */
  private Duration wait(Delivery delivery) {
    int failedBefore = delivery.tries() - (delivery.mostTries() - settings.tries());
    Duration wait = settings.firstRetry();
    for (int i = 0; i < failedBefore && wait.compareTo(LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(BACKOFF);
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private void judge(long id, State state, Answer answer, Instant now) {
    if (answer.isDelivered()) {
      webhooks.arrived(id);
      return;
    }
    webhooks.failed(id, now);
    if (answer.isGone()) {
      switchOff(id, "It answered 410: it wants nothing more", now);
    } else if (state == State.FAILED) {
      webhooks
          .find(id)
          .flatMap(webhook -> Optional.ofNullable(webhook.failingSince()))
          .filter(since -> since.plus(MOST_FAILING).isBefore(now))
          .ifPresent(since -> switchOff(id, "Nothing was delivered since " + since, now));
    }
  }

  private void switchOff(long id, String reason, Instant now) {
    if (webhooks.switchOff(id, reason, now)) {
      LOG.warn("Webhook {} is switched off: {}", id, reason);
    }
  }

  private void say(Delivery delivery, State state, Answer answer, @Nullable Instant next) {
    String target =
        delivery.webhookId() == null ? channel.name() : "webhook " + delivery.webhookId();
    if (answer.isDelivered()) {
      LOG.info("{} of {} is told to {}", delivery.event().text(), delivery.runId(), target);
    } else {
      LOG.warn(
          "{} of {} to {}, try {}: {}; {}",
          delivery.event().text(),
          delivery.runId(),
          target,
          delivery.tries() + 1,
          answer.error(),
          next == null ? state : "tried again at " + next);
    }
  }
}
