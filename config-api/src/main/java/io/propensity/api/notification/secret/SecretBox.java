package io.propensity.api.notification.secret;

import io.propensity.api.PropensitySettings;
import io.propensity.api.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Keeps secrets readable for this service alone: AES-256-GCM, a new nonce each time. */
@Component
public class SecretBox {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final @Nullable SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  @Autowired
  SecretBox(ConfigurableEnvironment environment, PropensitySettings settings) {
    this(NotificationKey.of(environment, settings));
  }

  SecretBox(Optional<NotificationKey> key) {
    this.key = key.map(NotificationKey::spec).orElse(null);
  }

  /** Whether there is a key at all. */
  public boolean isOpen() {
    return key != null;
  }

  /** Refuses with 409 where there is no key. */
  public void requireKey() {
    if (key == null) {
      throw ProblemException.conflict(
          "This service has no key to keep secrets of webhooks with: set %s, or %s to a file, to the answer of openssl rand -hex 32"
              .formatted(NotificationKey.VARIABLE, NotificationKey.SETTING));
    }
  }

  public WebhookSecret random() {
    return WebhookSecret.random(random);
  }

  public byte[] seal(WebhookSecret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce)
              .doFinal(secret.text().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("Every Java has " + CIPHER, never);
    }
  }

  /** Empty when it was sealed under another key, or changed since. */
  public Optional<WebhookSecret> open(byte[] sealed) {
    if (key == null || sealed.length <= NONCE_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return Optional.of(new WebhookSecret(new String(text, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException other) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    if (key == null) {
      throw new IllegalStateException("There is no key");
    }
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
