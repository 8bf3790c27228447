package io.propensity.api.console.settings;

import io.propensity.api.security.Token;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as a line of a list.
 *
 * @param state {@code active}, {@code expired} or {@code revoked}
 */
record TokenRow(
    long id,
    String name,
    String role,
    String prefix,
    String state,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  static TokenRow of(Token token, Instant now) {
    return new TokenRow(
        token.id(),
        token.name(),
        token.role().text(),
        token.prefix(),
        state(token, now),
        token.createdAt(),
        token.createdBy(),
        token.expiresAt(),
        token.lastUsedAt());
  }

  private static String state(Token token, Instant now) {
    if (token.revokedAt() != null) {
      return "revoked";
    }
    return token.isGoodAt(now) ? "active" : "expired";
  }

  public boolean isActive() {
    return state.equals("active");
  }
}
