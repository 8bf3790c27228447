package io.propensity.api.console.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;

/** What a service needs to send webhooks to this machine. */
final class WebhookSettings {

  private WebhookSettings() {}

  static void describe(DynamicPropertyRegistry registry) {
    registry.add("propensity.notification.key-file", WebhookSettings::key);
    registry.add("propensity.notification.allow-http", () -> "true");
    registry.add("propensity.notification.allowed-networks", () -> "127.0.0.0/8");
  }

  private static String key() {
    try {
      Path key = Path.of("target", "browser-webhooks.key");
      Files.writeString(key, "0123456789abcdef0123456789abcdef\n");
      return key.toAbsolutePath().toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
