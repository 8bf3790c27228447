package io.propensity.api.security;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A new token with the one sight of it that there ever is. */
public record CreatedToken(@JsonUnwrapped Token details, String token) {

  /** Fit for a log. */
  @Override
  public String toString() {
    return details.toString();
  }
}
