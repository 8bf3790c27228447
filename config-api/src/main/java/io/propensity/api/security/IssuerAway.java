package io.propensity.api.security;

import org.springframework.security.core.AuthenticationException;

/** The issuer's keys cannot be had, so that nobody knows whether a JWT is right. */
final class IssuerAway extends AuthenticationException {

  IssuerAway(String message, Throwable cause) {
    super(message, cause);
  }

  IssuerAway(String message) {
    super(message);
  }
}
