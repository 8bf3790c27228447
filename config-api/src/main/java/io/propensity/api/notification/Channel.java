package io.propensity.api.notification;

import io.propensity.api.notification.send.Answer;

/** A way by which messages go out. */
interface Channel {

  /** As it is kept in the outbox. */
  String name();

  /** Whether this service is configured for it. */
  boolean isOpen();

  /** Tries to send a message; whatever goes wrong is told, not thrown. */
  Answer send(Delivery delivery);
}
