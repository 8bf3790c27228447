package io.propensity.api.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token of ours, without the token.
 *
 * @param prefix its first characters
 * @param lastUsedAt to the minute
 */
public record Token(
    long id,
    String name,
    Role role,
    String prefix,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("created_by") String createdBy,
    @JsonProperty("expires_at") Instant expiresAt,
    @JsonProperty("last_used_at") @Nullable Instant lastUsedAt,
    @JsonProperty("revoked_at") @Nullable Instant revokedAt,
    @JsonProperty("revoked_by") @Nullable String revokedBy) {

  public boolean isGoodAt(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  boolean wasUsedAt(Instant minute) {
    return lastUsedAt != null && !lastUsedAt.isBefore(minute);
  }

  Token usedAt(Instant minute) {
    return new Token(
        id, name, role, prefix, createdAt, createdBy, expiresAt, minute, revokedAt, revokedBy);
  }
}
