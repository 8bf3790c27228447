package io.propensity.api.notification.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret as Standard Webhooks writes it: {@code whsec_} and 24 to 64 bytes in Base64. */
public record WebhookSecret(String text) {

  private static final String PREFIX = "whsec_";
  private static final int LEAST = 24;
  private static final int MOST = 64;
  private static final int MADE = 32;

  /**
   * Takes a secret as somebody wrote it.
   *
   * @throws IllegalArgumentException when it is none; the message does not repeat it
   */
  public WebhookSecret {
    if (!text.startsWith(PREFIX) || !isLongEnough(text)) {
      throw new IllegalArgumentException(
          "must be whsec_ and %d to %d bytes in Base64, so at least 32 characters; leave it out to be given one"
              .formatted(LEAST, MOST));
    }
  }

  public static WebhookSecret random(SecureRandom random) {
    byte[] bytes = new byte[MADE];
    random.nextBytes(bytes);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /** By which is signed. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  private static boolean isLongEnough(String text) {
    try {
      int length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
      return length >= LEAST && length <= MOST;
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
