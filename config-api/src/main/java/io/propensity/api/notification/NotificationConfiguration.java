package io.propensity.api.notification;

import io.propensity.api.PropensitySettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The work of each channel. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

  private final DeliveryRows deliveries;
  private final WebhookRows webhooks;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final PropensitySettings settings;

  NotificationConfiguration(
      DeliveryRows deliveries,
      WebhookRows webhooks,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock,
      PropensitySettings settings) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
    this.settings = settings;
  }

  @Bean
  DeliveryWork webhookDeliveries(WebhookChannel channel) {
    return work(channel);
  }

  @Bean
  DeliveryWork fileDeliveries(FileChannel channel) {
    return work(channel);
  }

  @Bean
  DeliveryWork mailDeliveries(MailChannel channel) {
    return work(channel);
  }

  private DeliveryWork work(Channel channel) {
    return new DeliveryWork(
        channel, deliveries, webhooks, outbox, transaction, clock, settings.notification());
  }
}
