package io.propensity.api.notification;

import io.propensity.api.notification.secret.SecretBox;
import io.propensity.api.notification.send.Answer;
import io.propensity.api.notification.send.Message;
import io.propensity.api.notification.send.WebhookSender;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Messages to webhooks. */
@Component
class WebhookChannel implements Channel {

  static final String NAME = "webhook";

  private final WebhookRows webhooks;
  private final SecretBox secrets;
  private final WebhookSender sender;

  WebhookChannel(WebhookRows webhooks, SecretBox secrets, WebhookSender sender) {
    this.webhooks = webhooks;
    this.secrets = secrets;
    this.sender = sender;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isOpen() {
    return secrets.isOpen();
  }

  @Override
  public Answer send(Delivery delivery) {
    Long id = delivery.webhookId();
    Optional<WebhookRows.Addressed> addressed =
        id == null ? Optional.empty() : webhooks.addressed(id, secrets::open);
    if (addressed.isEmpty()) {
      return Answer.dropped("The webhook was deleted");
    }
    Webhook webhook = addressed.get().webhook();
    if (!webhook.active() && delivery.event() != Event.TEST) {
      return Answer.dropped("The webhook is switched off");
    }
    return addressed
        .get()
        .secret()
        .map(known -> sender.send(message(webhook, delivery), known.bytes()))
        .orElseGet(
            () ->
                Answer.failed(
                    "Its secret was kept under another key than this service has: PUT the webhook with a new secret"));
  }

  private static Message message(Webhook webhook, Delivery delivery) {
    return new Message(webhook.url(), delivery.eventId(), delivery.payload());
  }
}
