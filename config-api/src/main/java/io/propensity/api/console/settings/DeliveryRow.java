package io.propensity.api.console.settings;

import io.propensity.api.notification.Delivery;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of a webhook, for people.
 *
 * @param answer of the last try: a status of HTTP, or what went wrong; empty before the first
 * @param over whether it is tried no more, and so may be sent again
 */
record DeliveryRow(
    long id,
    String event,
    String state,
    int tries,
    @Nullable Instant triedAt,
    String answer,
    @Nullable Instant nextAt,
    boolean over,
    Instant createdAt) {

  static DeliveryRow of(Delivery delivery) {
    Integer status = delivery.status();
    String answer =
        Objects.requireNonNullElse(delivery.error(), status == null ? "" : "HTTP " + status);
    return new DeliveryRow(
        delivery.id(),
        delivery.event().text(),
        delivery.state().name().toLowerCase(Locale.ROOT),
        delivery.tries(),
        delivery.triedAt(),
        answer,
        delivery.nextAt(),
        delivery.state() != Delivery.State.PENDING,
        delivery.createdAt());
  }
}
