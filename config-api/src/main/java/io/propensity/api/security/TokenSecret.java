package io.propensity.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A token of ours as its owner holds it: {@code prp_}, 32 random bytes in base64url, and six
 * characters by which a mistyped one, or one that a scanner found in a repository, is told without
 * the database. Guessing 256 random bits is out of reach however fast one hashes, so that what is
 * kept of a token is its plain SHA-256: a slow hash would protect only what people choose.
 */
record TokenSecret(String text) {

  private static final String START = "prp_";
  private static final int RANDOM_BYTES = 32;
  private static final int CHECKED = START.length() + 43;
  private static final int SHOWN = START.length() + 8;
  private static final Pattern FORM = Pattern.compile("prp_[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECK_DIGITS = 6;

  static TokenSecret random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String checked = START + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new TokenSecret(checked + check(checked));
  }

  /** Empty for what was never given out. */
  static Optional<TokenSecret> read(String text) {
    boolean ours =
        FORM.matcher(text).matches()
            && check(text.substring(0, CHECKED)).equals(text.substring(CHECKED));
    return ours ? Optional.of(new TokenSecret(text)) : Optional.empty();
  }

  /** The first characters, by which an owner knows the token again. */
  String prefix() {
    return text.substring(0, SHOWN);
  }

  TokenHash hash() {
    return TokenHash.of(text);
  }

  /** The CRC-32 to the base of 62. */
  private static String check(String checked) {
    CRC32 crc = new CRC32();
    crc.update(checked.getBytes(US_ASCII));
    char[] digits = new char[CHECK_DIGITS];
    long rest = crc.getValue();
    for (int i = CHECK_DIGITS - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  /** Fit for a log. */
  @Override
  public String toString() {
    return prefix() + "...";
  }
}
