package io.propensity.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class NoKeyTest {

  private final Api api;

  NoKeyTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void takesNoWebhookWithoutAKeyForItsSecret() {
    Answer refused =
        api.post("/webhooks", "{\"url\": \"https://1.1.1.1/\", \"events\": [\"run.failed\"]}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail"))
        .isEqualTo(
            "This service has no key to keep secrets of webhooks with: set PROPENSITY_NOTIFICATION_KEY, or propensity.notification.key-file to a file, to the answer of openssl rand -hex 32");
  }
}
