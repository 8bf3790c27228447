package io.propensity.api.notification.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.notification.secret.WebhookSecret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

  /** The example of the Standard Webhooks specification's own libraries. */
  @Test
  void isThatOfStandardWebhooks() {
    byte[] secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").bytes();

    assertThat(
            Signature.of(
                secret,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
