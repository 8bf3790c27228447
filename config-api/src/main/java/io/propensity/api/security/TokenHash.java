package io.propensity.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a token, in hexadecimal digits. */
record TokenHash(String hex) {

  static TokenHash of(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return new TokenHash(HexFormat.of().formatHex(digest.digest(token.getBytes(UTF_8))));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("Every Java has SHA-256", absent);
    }
  }

  /** Takes as long for a hash that differs in the first digit as for one that equals. */
  boolean matches(TokenHash other) {
    return MessageDigest.isEqual(hex.getBytes(US_ASCII), other.hex.getBytes(US_ASCII));
  }
}
