package io.propensity.api.security;

import java.time.Instant;

/** What an admin decides about a token, checked. */
record NewToken(String name, Role role, Instant createdAt, Instant expiresAt) {}
