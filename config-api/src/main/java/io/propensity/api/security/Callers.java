package io.propensity.api.security;

import io.propensity.api.PropensitySettings;
import io.propensity.api.SecuritySettings;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Tells by a bearer token who is calling: the first admin, a machine, or a user of the issuer. */
@Component
class Callers implements AuthenticationManager {

  private final Admission admission;
  private final KnownTokens tokens;
  private final ClaimedRoles claimed;
  private final String nameClaim;
  private final @Nullable OidcIssuer issuer;

  Callers(Admission admission, KnownTokens tokens, PropensitySettings settings) {
    SecuritySettings security = settings.security();
    this.admission = admission;
    this.tokens = tokens;
    this.claimed = ClaimedRoles.of(security);
    this.nameClaim = security.nameClaim();
    this.issuer = issuer(security);
  }

  private static @Nullable OidcIssuer issuer(SecuritySettings settings) {
    String issuer = settings.issuerUri();
    String audience = settings.audience();
    return issuer == null || audience == null ? null : new OidcIssuer(issuer, audience);
  }

  @Override
  public Authentication authenticate(Authentication presented) {
    if (presented instanceof BearerTokenAuthenticationToken bearer) {
      return caller(bearer.getToken()).orElseThrow(Callers::refusal);
    }
    throw refusal();
  }

  private Optional<Caller> caller(String token) {
    FirstToken first = admission.first();
    if (first != null && first.isThatOf(token)) {
      return Optional.of(Caller.bootstrap());
    }
    Optional<TokenSecret> secret = TokenSecret.read(token);
    return secret.isPresent() ? secret.flatMap(tokens::owner) : user(token);
  }

  private Optional<Caller> user(String token) {
    if (issuer == null) {
      return Optional.empty();
    }
    try {
      return user(issuer.verify(token).getClaims());
    } catch (BadJwtException wrong) {
      return Optional.empty();
    }
  }

  /** Whom the issuer's claims mean; empty where they name nobody. */
  Optional<Caller> user(Map<String, Object> claims) {
    return Optional.ofNullable(claims.get(nameClaim))
        .map(String::valueOf)
        .filter(name -> !name.isBlank())
        .map(name -> new Caller("oidc:" + name, claimed.in(claims)));
  }

  /** The same words for a token that never was, is expired or revoked: a thief learns nothing. */
  private static InvalidBearerTokenException refusal() {
    return new InvalidBearerTokenException("The token is wrong, expired or revoked");
  }
}
